import Core
import Management

/// The surroundings of a log, without a machine: a clock that goes with the router's, and sinks that keep what they get.
public final class FixtureLog: LogSink, AuditStore {
    /// Lines that went to standard error.
    public private(set) var standardError: [String] = []
    /// Whether standard error is stuck.
    public var isStuck = false
    /// The ways to syslog hosts that were made, and are open.
    public private(set) var transports: [SyslogHost: FixtureTransport] = [:]
    /// Lines of the audit trail.
    public var audited: [[UInt8]] = []
    /// Whether the audit trail's store is full.
    public var isStoreFull = false

    /// Nothing was written.
    public init() {}

    /// Keeps a line, unless standard error is stuck.
    public func take(_ record: LogRecord) -> LogDelivery {
        guard !isStuck else { return .leftOut }
        standardError.append("\(record.message)")
        return .taken
    }

    /// The last lines that were kept.
    public func lastLines(_ maximum: Int) -> [[UInt8]] {
        Array(audited.suffix(maximum))
    }

    /// Keeps a line of the audit trail, unless the store is full.
    public func append(_ line: [UInt8]) -> Bool {
        guard !isStoreFull else { return false }
        audited.append(line)
        return true
    }

    /// A log whose clock shows a fixed day, from 14:30 on.
    public func makeLog(sessions: SessionRegistry, now: @escaping () -> Instant) -> RouterLog {
        RouterLog(
            LogSurroundings(
                processIdentifier: 4711, standardError: self, clock: { Self.moment(now()) },
                connect: { [unowned self] host, _ in
                    let transport = FixtureTransport()
                    transports[host] = transport
                    return transport
                }), sessions: sessions)
    }

    private static func moment(_ instant: Instant) -> LogMoment {
        // The router's clock begins at one second.
        let uptime = instant.nanoseconds / 1_000_000_000 - 1
        return LogMoment(
            instant: instant, uptime: uptime, seconds: 1_795_530_600 + Int64(uptime),
            microseconds: UInt32(instant.nanoseconds / 1000 % 1_000_000), utcOffset: 3600, zone: "CET")
    }
}
