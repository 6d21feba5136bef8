import Foundation
import Glibc
import Logging

/// Writes log lines to standard error, and never waits for who reads it: a line that a full pipe does not take is left
/// out, so that a reader who stopped reading cannot stop the protocol.
struct StandardErrorLog: LogHandler {
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]
    /// Told of each line whether it was left out.
    let delivery: StandardErrorDelivery

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let line = Array("\(Date.now.ISO8601Format()) \(event.message)\n".utf8.prefix(Self.maximumLength))
        delivery.isTaken.store(
            unsafe Self.takesLine && write(STDERR_FILENO, line, line.count) == line.count, ordering: .relaxed)
    }

    /// What a pipe takes without waiting whenever it takes anything (PIPE_BUF).
    private static let maximumLength = 4096

    private static var takesLine: Bool {
        var request = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
        return unsafe poll(&request, 1, 0) == 1 && request.revents & Int16(POLLOUT) != 0
    }
}
