/// What the log needs of the machine.
public struct LogSurroundings {
    /// This moment.
    public var clock: () -> LogMoment
    /// Where lines go whatever is configured.
    public var standardError: any LogSink
    /// Makes the way to a syslog host, which may call when the host is reached, and when no more, with the reason.
    public var connect: (SyslogHost, @escaping (String?) -> Void) -> any SyslogTransport
    /// The daemon's number in the system.
    public var processIdentifier: Int32

    /// Describes a machine.
    public init(
        processIdentifier: Int32, standardError: any LogSink, clock: @escaping () -> LogMoment,
        connect: @escaping (SyslogHost, @escaping (String?) -> Void) -> any SyslogTransport
    ) {
        self.processIdentifier = processIdentifier
        self.standardError = standardError
        self.clock = clock
        self.connect = connect
    }
}
