import Glibc

/// A file that is replaced as a whole: after a crash at any moment there is the old content or the new one.
public struct DurableFile {
    /// Where it is.
    public let path: String

    /// Names the file at `path`.
    public init(path: String) {
        self.path = path
    }

    /// Its octets; `nil` if there is no such file.
    public func read() throws(SystemCallError) -> [UInt8]? {
        let purpose = "reading \(path)"
        do throws(SystemCallError) {
            let file = try FileDescriptor("open", for: purpose) { unsafe open(path, O_RDONLY | O_CLOEXEC) }
            return try file.content(purpose: purpose)
        } catch {
            guard error.code == ENOENT else { throw error }
            return nil
        }
    }

    /// Replaces its content, for its owner's eyes only; on return the new content is on the disk.
    public func replace(with octets: [UInt8]) throws(SystemCallError) {
        let purpose = "writing \(path)"
        let temporary = path + ".new"
        let file = try FileDescriptor("open", for: purpose) {
            unsafe open(temporary, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        }
        try SystemCallError.check("fchmod", for: purpose) { fchmod(file.rawValue, 0o600) }
        try file.replaceContent(with: octets, purpose: purpose)
        try SystemCallError.check("fsync", for: purpose) { fsync(file.rawValue) }
        try SystemCallError.check("rename", for: purpose) { unsafe rename(temporary, path) }
        try synchronizeDirectory(purpose)
    }

    /// Removes it, if it is there; on return that is on the disk.
    func remove() throws(SystemCallError) {
        let purpose = "removing \(path)"
        do throws(SystemCallError) {
            try SystemCallError.check("unlink", for: purpose) { unsafe unlink(path) }
        } catch {
            guard error.code == ENOENT else { throw error }
        }
        try synchronizeDirectory(purpose)
    }

    private func synchronizeDirectory(_ purpose: String) throws(SystemCallError) {
        let directory = try FileDescriptor("open", for: purpose) {
            unsafe open(Directory.parent(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }
        try SystemCallError.check("fsync", for: purpose) { fsync(directory.rawValue) }
    }
}
