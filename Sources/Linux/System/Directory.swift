import Glibc

/// Folders of the file system.
enum Directory {
    /// Makes a directory and those above it that are missing; one that is there stays as it is.
    ///
    /// - Parameter mode: the permissions of the last one; the others get 0755.
    static func make(_ path: String, mode: mode_t) throws(SystemCallError) {
        let parent = parent(of: path)
        if FileIdentity(parent) == nil, parent != path {
            try make(parent, mode: 0o755)
        }
        guard unsafe mkdir(path, mode) != 0 else { return }
        let code = errno
        guard code == EEXIST else {
            throw SystemCallError(call: "mkdir", purpose: "making the directory \(path)", code: code)
        }
    }

    /// The directory that `path` is in.
    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
