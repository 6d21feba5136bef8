/// Why a file of certificates or keys cannot be taken.
enum CredentialError: Error, Hashable {
    case system(SystemCallError)
    /// It is empty, or longer than any.
    case noCertificate(String)
}

extension CredentialError: CustomStringConvertible {
    var description: String {
        switch self {
        case .system(let error): "\(error)"
        case .noCertificate(let path): "\(path) is empty, or too long for a certificate"
        }
    }
}
