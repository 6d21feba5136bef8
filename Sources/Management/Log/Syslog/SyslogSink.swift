/// Sends log lines to a syslog host.
final class SyslogSink: LogSink {
    let transport: any SyslogTransport
    /// How messages look.
    var format = SyslogFormat()

    init(_ transport: any SyslogTransport) {
        self.transport = transport
    }

    func take(_ record: LogRecord) -> LogDelivery {
        transport.send(Array(format.text(record).utf8)) ? .taken : .leftOut
    }
}
