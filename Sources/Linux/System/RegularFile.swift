import Glibc

/// A file that an operator named: it is read only if it is one, and no longer than it may be, and nothing but a file is
/// replaced.
public struct RegularFile {
    /// Where it is.
    public var path: String { file.path }

    private let file: DurableFile

    /// Names the file at `path`.
    public init(path: String) {
        file = DurableFile(path: path)
    }

    /// Its octets, up to a number of them; `nil` if there is no such file.
    public func read(atMost limit: Int) throws(RegularFileError) -> [UInt8]? {
        guard let descriptor = try open() else { return nil }
        guard let status = FileIdentity(descriptor), status.isRegular else { throw .notRegular(path: path) }
        let content = try Self.reporting { () throws(SystemCallError) in
            try descriptor.content(purpose: "reading \(path)", moreThan: limit)
        }
        guard content.count <= limit else { throw .tooLong(path: path, limit: limit) }
        return content
    }

    /// Replaces its content, for its owner's eyes only; on return the new content is on the disk. After a crash at any
    /// moment there is the old file or the new one.
    public func replace(with octets: [UInt8]) throws(RegularFileError) {
        if let present = FileIdentity(path), !present.isRegular { throw .notRegular(path: path) }
        try Self.reporting { () throws(SystemCallError) in try file.replace(with: octets) }
    }

    /// Removes it, if it is there; on return that is on the disk.
    public func remove() throws(RegularFileError) {
        try Self.reporting { () throws(SystemCallError) in try file.remove() }
    }

    /// When its content was made, in seconds of Unix time; `nil` if it is not there.
    public var modificationTime: Int64? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? Int64(status.st_mtim.tv_sec) : nil
    }

    /// The names of what is in a folder, in any order; none if there is no such folder.
    public static func names(in folder: String) throws(RegularFileError) -> [String] {
        try reporting { () throws(SystemCallError) in try Directory.names(in: folder) }
    }

    /// Opens it; `nil` if it is not there.
    private func open() throws(RegularFileError) -> FileDescriptor? {
        do throws(SystemCallError) {
            // A pipe would keep the daemon waiting for who writes to it.
            return try FileDescriptor("open", for: "reading \(path)") {
                unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
            }
        } catch {
            guard error.code == ENOENT else { throw .system(error) }
            return nil
        }
    }

    private static func reporting<Result>(
        _ body: () throws(SystemCallError) -> Result
    ) throws(RegularFileError) -> Result {
        do throws(SystemCallError) {
            return try body()
        } catch {
            throw .system(error)
        }
    }
}
