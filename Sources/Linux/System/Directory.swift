import Glibc

/// Folders of the file system.
enum Directory {
    /// Makes a directory and those above it that are missing; one that is there stays as it is. On return what was made
    /// is on the disk.
    ///
    /// - Parameter mode: the permissions of the last one; the others get 0755.
    static func make(_ path: String, mode: mode_t) throws(SystemCallError) {
        let parent = parent(of: path)
        if FileIdentity(parent) == nil, parent != path {
            try make(parent, mode: 0o755)
        }
        guard unsafe mkdir(path, mode) != 0 else { return try synchronize(parent) }
        let code = errno
        guard code == EEXIST else {
            throw SystemCallError(call: "mkdir", purpose: "making the directory \(path)", code: code)
        }
    }

    /// Puts what was done to the names in a directory on the disk.
    static func synchronize(_ path: String) throws(SystemCallError) {
        let purpose = "writing the directory \(path)"
        let directory = try FileDescriptor("open", for: purpose) {
            unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }
        try SystemCallError.check("fsync", for: purpose) { fsync(directory.rawValue) }
    }

    /// The names in a directory, in any order; none if there is no such directory.
    static func names(in path: String) throws(SystemCallError) -> [String] {
        guard let directory = unsafe opendir(path) else {
            guard errno == ENOENT else { throw SystemCallError(call: "opendir", purpose: "listing \(path)") }
            return []
        }
        defer { _ = unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            // In place: an entry may be shorter than its type.
            unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
                unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe names.append(String(cString: $0))
                }
            }
        }
        return names
    }

    /// The directory that `path` is in.
    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
