/// Why a file cannot be used.
public enum RegularFileError: Error, Hashable, Sendable {
    /// What is there is a directory, a device or another thing that is no file.
    case notRegular(path: String)
    /// It has more octets than are read.
    case tooLong(path: String, limit: Int)
    /// The kernel refused.
    case system(SystemCallError)
}

extension RegularFileError: CustomStringConvertible {
    /// What is wrong, with the path.
    public var description: String {
        switch self {
        case .notRegular(let path): "\(path) is no regular file."
        case .tooLong(let path, let limit): "\(path) has more than \(limit) octets."
        case .system(let error): "\(error)"
        }
    }
}
