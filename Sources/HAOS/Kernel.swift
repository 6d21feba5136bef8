import Glibc

/// The kernel that the daemon runs on.
enum Kernel {
    /// "Linux 6.1.0-13-amd64".
    static var nameAndRelease: String {
        var name = utsname()
        guard unsafe uname(&name) == 0 else { return "an unknown kernel" }
        return "\(text(of: name.sysname)) \(text(of: name.release))"
    }

    private static func text<Field>(of field: Field) -> String {
        unsafe withUnsafeBytes(of: field) { unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
