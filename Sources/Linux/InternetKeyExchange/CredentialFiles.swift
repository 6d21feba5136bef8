import Glibc

/// The files that strongSwan's own tools load certificates and keys from (swanctl(8)), as far as the daemon does it for
/// them: strongSwan itself may not be allowed to read them.
enum CredentialFiles {
    /// Where they are.
    private static let folder = "/etc/swanctl"
    /// Octets of a file that are taken.
    private static let longestFile = Int(UInt16.max)
    /// Files of a folder that are taken.
    private static let maximumFiles = 64

    /// This end's certificate.
    static func certificate(_ file: String) throws(CredentialError) -> [UInt8] {
        try content(of: "\(folder)/x509/\(file)")
    }

    /// The private key of a certificate, in whichever folder there is one; `nil` if strongSwan has it from elsewhere.
    static func privateKey(of certificate: String) -> [UInt8]? {
        ["private", "rsa", "ecdsa", "pkcs8"].lazy.compactMap { try? content(of: "\(folder)/\($0)/\(certificate)") }
            .first
    }

    /// The certificates of those whom certificates are believed from.
    static func authorities() -> [[UInt8]] {
        let names = (try? Directory.names(in: "\(folder)/x509ca")) ?? []
        return names.sorted().prefix(maximumFiles).compactMap { try? content(of: "\(folder)/x509ca/\($0)") }
    }

    private static func content(of path: String) throws(CredentialError) -> [UInt8] {
        let content: [UInt8]
        do throws(SystemCallError) {
            let purpose = "reading \(path)"
            let file = try FileDescriptor("open", for: purpose) {
                unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
            }
            content = try file.content(purpose: purpose, moreThan: longestFile)
        } catch {
            throw .system(error)
        }
        guard (1...longestFile).contains(content.count) else { throw .noCertificate(path) }
        return content
    }
}
