import Logging
import Management

/// Standard error as a sink of the log.
final class StandardErrorSink: LogSink {
    private let delivery = StandardErrorDelivery()
    private let logger: Logger

    init() {
        logger = Logger(label: "haosd") { [delivery] _ in StandardErrorLog(delivery: delivery) }
    }

    func take(_ record: LogRecord) -> LogDelivery {
        logger.log(level: Logger.Level(record.message.severity), "\(record.message)")
        return delivery.isTaken.load(ordering: .relaxed) ? .taken : .leftOut
    }
}

extension Logger.Level {
    fileprivate init(_ severity: LogSeverity) {
        self =
            switch severity {
            case .emergencies, .alerts, .critical: .critical
            case .errors: .error
            case .warnings: .warning
            case .notifications: .notice
            case .informational: .info
            case .debugging: .debug
            }
    }
}
