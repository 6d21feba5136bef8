import Glibc

/// The daemon's own directory, locked for it alone until it ends, however it ends.
public final class StateDirectory {
    /// Its path.
    public let path: String

    private let lock: FileDescriptor

    /// Makes the directory if it is missing, for its owner only, and locks it.
    public init(_ path: String) throws(StateDirectoryError) {
        self.path = path
        let lockPath = path + "/lock"
        do throws(SystemCallError) {
            try Directory.make(path, mode: 0o700)
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

    /// Makes a folder in it, unless it is there, for its owner only.
    public func makeFolder(_ name: String) throws(RegularFileError) {
        do {
            try Directory.make("\(path)/\(name)", mode: 0o700)
        } catch {
            throw .system(error)
        }
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
    /// A file of the directory.
    func file(_ name: String) -> DurableFile {
        DurableFile(path: "\(path)/\(name)")
    }
}
