/// `show logging`: where log lines go, how many went there and how many did not, and the last of them.
struct LoggingReport: Report {
    /// The version of the JSON form.
    static let schema = 1

    /// The way to a sink.
    struct Sink: Encodable {
        /// The least urgent lines that go there; `nil` for none.
        let level: String?
        /// Lines that went there.
        let logged: UInt64
        /// Lines that there was no room for.
        let dropped: UInt64
    }

    /// The way to a syslog host.
    struct Host: Encodable {
        let address: String
        let transport: String
        let port: UInt16
        /// Whether lines reach it, as far as that can be known.
        let isUp: Bool
        let logged: UInt64
        let dropped: UInt64
    }

    /// A line of the log.
    struct Line: Encodable {
        let sequenceNumber: UInt64
        let time: String
        let facility: String
        let severity: UInt8
        let mnemonic: String
        let text: String
    }

    /// All but the lines.
    struct Head: Encodable {
        let isOn: Bool
        let rateLimit: UInt32
        /// Lines that packets caused and that were left out.
        let leftOut: UInt64
        /// Debug lines that were left out.
        let debuggingLeftOut: UInt64
        let standardError: Sink
        let console: Sink
        let monitor: Sink
        let buffer: Sink
        let bufferSize: UInt32
        let trapLevel: String?
        let facility: String
        let hosts: [Host]
    }

    private let head: Head
    private let style: LogLineStyle
    private let records: [LogRecord]

    init(_ log: RouterLog) {
        let settings = log.settings
        style = settings.lineStyle
        records = Array(log.buffer.records)
        head = Head(
            isOn: settings.isOn, rateLimit: settings.rateLimit, leftOut: log.gates[.network]?.leftOut ?? 0,
            debuggingLeftOut: log.gates[.debugging]?.leftOut ?? 0, standardError: Sink(log.standardError),
            console: Sink(log.console), monitor: Sink(log.monitor), buffer: Sink(log.buffered),
            bufferSize: settings.buffer?.size ?? 0, trapLevel: settings.isOn ? settings.trap?.name : nil,
            facility: settings.facility.name,
            hosts: settings.hosts.sorted().compactMap { host in log.hosts[host].map { Host(host, $0) } })
    }

    /// The sinks first, then the lines.
    func textPieces() -> AnyIterator<String> {
        var isFirst = true
        var lines = records.makeIterator()
        return AnyIterator {
            guard isFirst else { return lines.next().map { style.line($0) + "\n" } }
            isFirst = false
            return head.text
        }
    }

    /// `{"schema": 1, ..., "lines": [...]}`.
    func jsonPieces() -> AnyIterator<String> {
        JSONText.document(head, "lines", AnyIterator(records.lazy.map(Line.init).makeIterator()), schema: Self.schema)
    }
}

extension LoggingReport.Head {
    fileprivate var text: String {
        let hostLines = hosts.map { "        Logging to \($0.text)\n" }.joined()
        return """
            Logging: \(isOn ? "on" : "off, but to the console"), at most \(rateLimit) lines a second of what packets cause, \
            \(leftOut) left out
            Debugging: at most \(rateLimit) lines a second, \(debuggingLeftOut) left out
                Standard error: \(standardError.text)
                Console logging: \(console.text)
                Monitor logging: \(monitor.text)
                Buffer logging: \(buffer.text)
                Trap logging: \(trapLevel.map { "level \($0)" } ?? "off"), facility \(facility)
            \(hostLines)
            Log buffer (\(bufferSize) octets):


            """
    }
}

extension LoggingReport.Sink {
    fileprivate init(_ channel: LogChannel) {
        self.init(level: channel.limit?.name, logged: channel.logged, dropped: channel.dropped)
    }

    fileprivate var text: String {
        (level.map { "level \($0)" } ?? "off") + ", \(logged) logged, \(dropped) dropped"
    }
}

extension LoggingReport.Host {
    fileprivate init(_ host: SyslogHost, _ channel: LogChannel) {
        self.init(
            address: host.address.description, transport: host.transport.rawValue, port: host.port,
            isUp: (channel.sink as? SyslogSink)?.transport.isUp ?? false, logged: channel.logged,
            dropped: channel.dropped)
    }

    fileprivate var text: String {
        "\(address) (\(transport) port \(port), \(isUp ? "up" : "down")), \(logged) logged, \(dropped) dropped"
    }
}

extension LoggingReport.Line {
    fileprivate init(_ record: LogRecord) {
        self.init(
            sequenceNumber: record.sequenceNumber, time: record.moment.timestamp(),
            facility: record.message.facility.rawValue, severity: record.message.severity.rawValue,
            mnemonic: record.message.mnemonic, text: record.message.text)
    }
}
