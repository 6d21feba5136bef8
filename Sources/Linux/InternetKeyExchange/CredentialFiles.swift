import Glibc

/// The files that strongSwan's own tools load certificates and keys from (swanctl(8)), as far as the daemon does it for
/// them.
enum CredentialFiles {
    /// Octets of a file that are taken.
    private static let longestFile = Int(UInt16.max)
    /// Files of a folder that are taken.
    private static let maximumFiles = 64

    /// The certificates of those whom certificates are believed from.
    static func authorities() -> [[UInt8]] {
        let names = (try? Directory.names(in: "\(NegotiatedNode.folder)/x509ca")) ?? []
        return contents(of: "x509ca", Array(names.sorted().prefix(maximumFiles)))
    }

    /// The private key of a certificate, in whichever folder there is one; `nil` if strongSwan has it from elsewhere.
    static func privateKey(of certificate: String) -> [UInt8]? {
        ["private", "rsa", "ecdsa", "pkcs8"].lazy.compactMap { contents(of: $0, [certificate]).first }.first
    }

    private static func contents(of folder: String, _ names: [String]) -> [[UInt8]] {
        names.compactMap { name in
            let path = "\(NegotiatedNode.folder)/\(folder)/\(name)"
            guard
                let file = try? FileDescriptor(
                    "open", for: "reading \(path)",
                    { unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }),
                let content = try? file.content(purpose: "reading \(path)", moreThan: longestFile),
                (1...longestFile).contains(content.count)
            else { return nil }
            return content
        }
    }
}
