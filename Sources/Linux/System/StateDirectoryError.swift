/// Why a state directory cannot be used.
public enum StateDirectoryError: Error, Hashable, Sendable {
    /// Another daemon uses it; its process number, if it is known.
    case inUse(directory: String, process: Int32?)
    /// The kernel refused.
    case system(SystemCallError)
}

extension StateDirectoryError: CustomStringConvertible {
    /// What is wrong, with the directory, and what to do.
    public var description: String {
        switch self {
        case .inUse(let directory, let process):
            "state directory \(directory) is in use by another haosd"
                + (process.map { ", process \($0)" } ?? "") + "; stop it, or choose another directory"
        case .system(let error):
            "state directory: \(error)"
        }
    }
}
