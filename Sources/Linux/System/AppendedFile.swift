import Dispatch
import Glibc
import Management
import Synchronization

/// A file that lines are appended to, for its owner's eyes only, and never by the thread that has them: a slow disk
/// holds up nothing. When it is full it becomes `NAME.1`, what was that `NAME.2`, and so on; the last goes.
///
/// A line that a crash cut in two stays without its end; the next one begins on a line of its own.
public final class AppendedFile: AuditStore, Sendable {
    private struct Backlog {
        var octets: [UInt8] = []
        var isBeingWritten = false
        var hasFailed = false
    }

    /// Octets that are read at once.
    private static let pieceLength = 64 << 10
    /// Octets that may wait to be written.
    private static let maximumBacklog = 1 << 20

    private let path: String
    private let maximumLength: Int
    private let generations: Int
    private let backlog = Mutex(Backlog())
    private let queue = DispatchQueue(label: "haosd.appended-file")

    /// Names a file.
    ///
    /// - Parameters:
    ///   - path: where it is; its folder is there.
    ///   - maximumLength: octets after which another one is begun.
    ///   - generations: how many full files are kept.
    public init(path: String, maximumLength: Int = 4 << 20, generations: Int = 4) {
        self.path = path
        self.maximumLength = maximumLength
        self.generations = generations
    }

    /// Lets a line wait to be written; false if too many wait, or the last could not be written.
    public func append(_ line: [UInt8]) -> Bool {
        let (isTaken, isFirst) = backlog.withLock { backlog in
            guard backlog.octets.count + line.count <= Self.maximumBacklog else { return (false, false) }
            backlog.octets += line
            defer { backlog.isBeingWritten = true }
            return (!backlog.hasFailed, !backlog.isBeingWritten)
        }
        if isFirst { queue.async { self.writeBacklog() } }
        return isTaken
    }

    /// The last lines, the oldest first, at most a number of them; lines of the file before it if there are too few.
    public func lastLines(_ maximum: Int) -> [[UInt8]] {
        finish()
        var lines: [[UInt8]] = []
        for generation in 0...generations where lines.count < maximum {
            // A file that cannot be read is one that there is nothing in.
            lines = ((try? tail(of: name(generation), maximum - lines.count)) ?? []) + lines
        }
        return lines
    }

    /// The last lines of a file, at most a number of them: no more of it is read than they are long.
    private func tail(of path: String, _ maximum: Int) throws(SystemCallError) -> [[UInt8]] {
        let purpose = "reading \(path)"
        let file = try FileDescriptor("open", for: purpose) { unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) }
        var start = Int(try SystemCallError.check("lseek", for: purpose) { lseek(file.rawValue, 0, Int32(SEEK_END)) })
        var lines: [[UInt8]] = []
        var cut: [UInt8] = []
        while start > 0, lines.count < maximum {
            var piece = [UInt8](repeating: 0, count: min(start, Self.pieceLength))
            start -= piece.count
            let count = try SystemCallError.check("pread", for: purpose) {
                unsafe pread(file.rawValue, &piece, piece.count, start)
            }
            var parts = (piece.prefix(count) + cut).split(
                separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            cut = start > 0 ? Array(parts.removeFirst()) : []
            lines = parts.filter { !$0.isEmpty }.map(Array.init) + lines
        }
        return lines.suffix(maximum)
    }

    /// Waits until all is on the disk.
    public func finish() {
        queue.sync {}
    }

    private func writeBacklog() {
        while true {
            let octets = backlog.withLock { backlog in
                defer { backlog.octets = [] }
                if backlog.octets.isEmpty { backlog.isBeingWritten = false }
                return backlog.octets
            }
            guard !octets.isEmpty else { return }
            let isWritten = (try? write(octets)) != nil
            backlog.withLock { $0.hasFailed = !isWritten }
        }
    }

    private func write(_ octets: [UInt8]) throws(SystemCallError) {
        let purpose = "writing \(path)"
        let file = try FileDescriptor("open", for: purpose) {
            unsafe open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        }
        try SystemCallError.check("fchmod", for: purpose) { fchmod(file.rawValue, 0o600) }
        let length = Int(try SystemCallError.check("lseek", for: purpose) { lseek(file.rawValue, 0, Int32(SEEK_END)) })
        var rest = (try endsInLine(file, length) ? octets : [UInt8(ascii: "\n")] + octets)[...]
        while !rest.isEmpty {
            let count = try SystemCallError.check("write", for: purpose) {
                unsafe rest.withUnsafeBytes { unsafe Glibc.write(file.rawValue, $0.baseAddress, $0.count) }
            }
            rest = rest.dropFirst(count)
        }
        try SystemCallError.check("fdatasync", for: purpose) { fdatasync(file.rawValue) }
        if length + octets.count >= maximumLength { rotate() }
    }

    /// Whether the last octet of a file does not end a line.
    private func endsInLine(_ file: borrowing FileDescriptor, _ length: Int) throws(SystemCallError) -> Bool {
        guard length > 0 else { return true }
        var last: UInt8 = 0
        try SystemCallError.check("pread", for: "reading \(path)") { unsafe pread(file.rawValue, &last, 1, length - 1) }
        return last == UInt8(ascii: "\n")
    }

    private func rotate() {
        for generation in (0..<generations).reversed() {
            _ = unsafe rename(name(generation), name(generation + 1))
        }
    }

    private func name(_ generation: Int) -> String {
        generation == 0 ? path : "\(path).\(generation)"
    }
}
