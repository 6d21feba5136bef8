import Glibc

/// A file that is replaced as a whole: after a crash or a power cut at any moment there is the old content or the new
/// one.
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
        do throws(SystemCallError) {
            try write(octets, purpose)
            try SystemCallError.check("rename", for: purpose) { unsafe rename(temporary, path) }
        } catch {
            _ = unsafe Glibc.unlink(temporary)
            throw error
        }
        try Directory.synchronize(Directory.parent(of: path))
    }

    /// Removes it, if it is there; on return that is on the disk.
    public func remove() throws(SystemCallError) {
        try Self.unlink(path, "removing \(path)")
        try Directory.synchronize(Directory.parent(of: path))
    }

    /// Where the new content is made: next to the file, as a rename never leads from one file system to another.
    private var temporary: String {
        let directory = Directory.parent(of: path)
        let name = path.split(separator: "/").last ?? ""
        return "\(directory)/.\(name).haos"
    }

    /// Makes the temporary file. It must not be there: what somebody else made there before could be read by them.
    private func write(_ octets: [UInt8], _ purpose: String) throws(SystemCallError) {
        try Self.unlink(temporary, purpose)
        let file = try FileDescriptor("open", for: purpose) {
            unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        }
        try SystemCallError.check("fchmod", for: purpose) { fchmod(file.rawValue, 0o600) }
        try file.replaceContent(with: octets, purpose: purpose)
        try SystemCallError.check("fsync", for: purpose) { fsync(file.rawValue) }
    }

    private static func unlink(_ path: String, _ purpose: String) throws(SystemCallError) {
        do throws(SystemCallError) {
            try SystemCallError.check("unlink", for: purpose) { unsafe Glibc.unlink(path) }
        } catch {
            guard error.code == ENOENT else { throw error }
        }
    }
}
