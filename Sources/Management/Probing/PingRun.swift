import Core

/// `ping`: echo requests one after the other, a symbol for each, and how many were answered in what time.
struct PingRun: ProbeRun {
    /// Symbols in a row.
    private static let rowLength: UInt32 = 70

    private let settings: PingSettings
    private let path: ProbePath
    private var sent: UInt32 = 0
    private var received: UInt32 = 0
    private var minimum = Duration.zero
    private var maximum = Duration.zero
    private var total = Duration.zero

    init(_ settings: PingSettings, _ path: ProbePath) {
        self.settings = settings
        self.path = path
    }

    var probe: Probe? {
        sent < settings.count ? Probe(size: settings.size, timeout: .seconds(settings.timeout)) : nil
    }

    var heading: String {
        """
        Sending \(settings.count), \(settings.size)-byte ICMP Echos to \(settings.target.name(of: path.destination)), \
        timeout is \(settings.timeout) \(settings.timeout == 1 ? "second" : "seconds"):
        \(settings.hasSource ? "Packets sent with a source address of \(path.source)\n" : "")
        """
    }

    mutating func take(_ answer: ProbeAnswer?) -> String {
        sent += 1
        let rowEnd = sent.isMultiple(of: Self.rowLength) || sent == settings.count ? "\n" : ""
        guard let answer else { return "." + rowEnd }
        if answer.outcome == .reply { record(answer.roundTrip) }
        return answer.outcome.symbol + rowEnd
    }

    var ending: String {
        let times =
            received == 0
            ? ""
            : ", round-trip min/avg/max = "
                + [minimum, average, maximum].map { "\($0.roundedMilliseconds)" }.joined(separator: "/") + " ms"
        return "Success rate is \(percentage) percent (\(received)/\(sent))\(times)\n"
    }

    var json: String {
        JSONText.document(PingReport(self), schema: 1)
    }

    private var average: Duration { received == 0 ? .zero : total / Int64(received) }
    private var percentage: UInt64 { sent == 0 ? 0 : UInt64(received) * 100 / UInt64(sent) }

    private mutating func record(_ roundTrip: Duration) {
        minimum = received == 0 ? roundTrip : min(minimum, roundTrip)
        maximum = max(maximum, roundTrip)
        total += roundTrip
        received += 1
    }
}

extension PingRun {
    /// The outcome for programs. Times are in milliseconds.
    private struct PingReport: Encodable {
        let source: IPv6Address
        let destination: IPv6Address
        let size: Int
        let sent: UInt32
        let received: UInt32
        let successRate: UInt64
        let roundTripMinimum: Double?
        let roundTripAverage: Double?
        let roundTripMaximum: Double?

        init(_ run: PingRun) {
            source = run.path.source
            destination = run.path.destination
            size = run.settings.size
            sent = run.sent
            received = run.received
            successRate = run.percentage
            let times = run.received > 0 ? run : nil
            roundTripMinimum = times?.minimum.exactMilliseconds
            roundTripAverage = times?.average.exactMilliseconds
            roundTripMaximum = times?.maximum.exactMilliseconds
        }
    }
}
