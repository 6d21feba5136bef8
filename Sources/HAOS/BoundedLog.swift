import Core
import Linux
import Logging

/// A log that packets from anywhere can write to: so many lines a second and no more, so that nobody can fill a disk
/// or slow the protocol with it. It says how many lines it left out.
final class BoundedLog {
    private let logger: Logger
    private var bucket = TokenBucket(rate: 100, burst: 500)
    private var leftOut = 0

    init(_ logger: Logger) {
        self.logger = logger
    }

    /// Writes a line, or counts it as left out.
    func write(_ level: Logger.Level, _ line: @autoclosure () -> String) {
        guard level >= logger.logLevel else { return }
        guard bucket.take(at: MonotonicClock.now()) else {
            leftOut += 1
            return
        }
        if leftOut > 0 {
            logger.warning("%SYS-4-LOG: \(leftOut) lines were left out, more than the log takes in a second")
            leftOut = 0
        }
        logger.log(level: level, "\(line())")
    }
}
