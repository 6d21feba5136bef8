/// What `logging` and `service` configure.
public struct LoggingSettings: Hashable, Sendable {
    /// `logging buffered`.
    public struct Buffer: Hashable, Sendable {
        /// Octets, 4096 to 67,108,864.
        public var size: UInt32 = 65_536
        /// The least urgent lines that are kept.
        public var level = LogSeverity.debugging

        /// What holds if nothing is configured.
        public init() {}
    }

    /// How many syslog hosts there may be.
    static let maximumHosts = 16

    /// `logging on`: whether anything but the console and standard error gets lines.
    public var isOn = true
    /// `logging buffered`; `nil` keeps no lines.
    public var buffer: Buffer? = Buffer()
    /// `logging console`: for sessions at the machine itself; `nil` shows none.
    public var console: LogSeverity? = .debugging
    /// `logging monitor`: for sessions that say `terminal monitor`; `nil` shows none.
    public var monitor: LogSeverity? = .debugging
    /// `logging trap`: for syslog hosts; `nil` sends none.
    public var trap: LogSeverity? = .informational
    /// `logging facility`.
    public var facility = SyslogFacility.local7
    /// `logging host`.
    public var hosts: Set<SyslogHost> = []
    /// `logging rate-limit`: lines a second that packets may cause, 1 to 10,000; debug lines have as many again.
    public var rateLimit: UInt32 = 100
    /// `service timestamps` and `service sequence-numbers`.
    public var lineStyle = LogLineStyle()

    /// What holds if nothing is configured.
    public init() {}
}
