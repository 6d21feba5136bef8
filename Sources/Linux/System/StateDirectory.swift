import Glibc

/// The daemon's own directory, locked for it alone until it ends, however it ends.
public final class StateDirectory {
    /// Its path.
    public let path: String

    let directory: FileDescriptor
    private let lock: FileDescriptor

    /// Makes the directory if it is missing, for its owner only, and locks it.
    public init(_ path: String) throws(StateDirectoryError) {
        self.path = path
        let lockPath = path + "/lock"
        do throws(SystemCallError) {
            try Directory.make(path, mode: 0o700)
            directory = try FileDescriptor("open", for: "opening the directory \(path)") {
                unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            }
            lock = try FileDescriptor("open", for: "opening \(lockPath)") {
                unsafe open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            }
        } catch {
            throw .system(error)
        }
        try acquire()
    }

    deinit {
        // Closing alone would not do it while a child process is being made, which has the descriptor for a moment.
        flock(lock.rawValue, LOCK_UN)
    }

    private func acquire() throws(StateDirectoryError) {
        do throws(SystemCallError) {
            try SystemCallError.check("flock", for: "locking \(path)/lock") { flock(lock.rawValue, LOCK_EX | LOCK_NB) }
            try lock.replaceContent(with: Array("\(getpid())\n".utf8), purpose: "writing \(path)/lock")
        } catch {
            guard error.code == EWOULDBLOCK else { throw .system(error) }
            throw .inUse(directory: path, process: holder())
        }
    }

    /// The process number in the lock file; `nil` while its holder has not written it yet.
    private func holder() -> Int32? {
        let content = try? lock.content(purpose: "reading \(path)/lock")
        return content.flatMap { Int32(String(decoding: $0.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)) }
    }
}

extension StateDirectory {
    /// Reads a whole file of the directory; `nil` if there is none.
    func read(_ name: String) throws(SystemCallError) -> [UInt8]? {
        let purpose = "reading \(path)/\(name)"
        do throws(SystemCallError) {
            let file = try FileDescriptor("open", for: purpose) {
                unsafe openat(directory.rawValue, name, O_RDONLY | O_CLOEXEC)
            }
            return try file.content(purpose: purpose)
        } catch {
            guard error.code == ENOENT else { throw error }
            return nil
        }
    }

    /// Replaces a file of the directory: whatever happens, it holds the former content or the new one, whole; on
    /// return the new one is on the disk.
    func write(_ octets: [UInt8], to name: String) throws(SystemCallError) {
        let purpose = "writing \(path)/\(name)"
        let temporary = name + ".new"
        let file = try FileDescriptor("open", for: purpose) {
            unsafe openat(directory.rawValue, temporary, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        }
        try file.replaceContent(with: octets, purpose: purpose)
        try SystemCallError.check("fsync", for: purpose) { fsync(file.rawValue) }
        try SystemCallError.check("rename", for: purpose) {
            unsafe renameat(directory.rawValue, temporary, directory.rawValue, name)
        }
        try SystemCallError.check("fsync", for: purpose) { fsync(directory.rawValue) }
    }

    /// Removes a file of the directory, if it is there.
    func remove(_ name: String) throws(SystemCallError) {
        let purpose = "removing \(path)/\(name)"
        do throws(SystemCallError) {
            try SystemCallError.check("unlink", for: purpose) { unsafe unlinkat(directory.rawValue, name, 0) }
        } catch {
            guard error.code == ENOENT else { throw error }
        }
        try SystemCallError.check("fsync", for: purpose) { fsync(directory.rawValue) }
    }
}
