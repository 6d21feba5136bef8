import Core

/// `traceroute`: probes that pass one router more each time, and who answers them.
struct TracerouteRun: ProbeRun {
    private let settings: TracerouteSettings
    private let path: ProbePath
    private var hopLimit: UInt8
    /// Probes of this hop that have an outcome.
    private var count: UInt32 = 0
    /// Who answered the last probe of this hop.
    private var lastSource: IPv6Address?
    /// Whether somebody said that there is nothing beyond this hop.
    private var isAtEnd = false
    private var hasEnded = false
    private var hops: [Hop] = []

    init(_ settings: TracerouteSettings, _ path: ProbePath) {
        self.settings = settings
        self.path = path
        hopLimit = settings.minimum
    }

    var probe: Probe? {
        hasEnded ? nil : Probe(size: TracerouteSettings.size, hopLimit: hopLimit, timeout: .seconds(settings.timeout))
    }

    var heading: String {
        "Tracing the route to \(settings.target.name(of: path.destination)), "
            + "\(settings.minimum) to \(settings.maximum) hops:\n"
    }

    mutating func take(_ answer: ProbeAnswer?) -> String {
        if count == 0 { hops.append(Hop(hop: hopLimit)) }
        let text = (count == 0 ? hopNumber : "") + outcome(answer)
        count += 1
        guard count == settings.probes else { return text }
        hasEnded = isAtEnd || hopLimit == settings.maximum
        (count, lastSource) = (0, nil)
        if !hasEnded { hopLimit += 1 }
        return text + "\n"
    }

    var ending: String { "" }

    var json: String {
        JSONText.document(
            TracerouteReport(
                source: path.source, destination: path.destination, isReached: isReached, hops: hops), schema: 1)
    }

    private var isReached: Bool {
        hops.last?.probes.contains { $0.outcome == ProbeAnswer.Outcome.reply.name } ?? false
    }

    private var hopNumber: String {
        String(repeating: " ", count: hopLimit < 10 ? 2 : hopLimit < 100 ? 1 : 0) + "\(hopLimit)"
    }

    private mutating func outcome(_ answer: ProbeAnswer?) -> String {
        guard let answer else {
            hops[hops.count - 1].probes.append(Hop.Probe(address: nil, outcome: "timeout", roundTrip: nil))
            return " *"
        }
        hops[hops.count - 1].probes.append(
            Hop.Probe(
                address: answer.source, outcome: answer.outcome.name, roundTrip: answer.roundTrip.exactMilliseconds))
        defer { lastSource = answer.source }
        let address =
            lastSource == answer.source ? "" : (lastSource == nil ? " " : "\n    ") + "\(answer.source)"
        guard answer.outcome != .timeExceeded else { return "\(address) \(answer.roundTrip.roundedMilliseconds) msec" }
        isAtEnd = true
        let mark = answer.outcome == .reply ? "" : " !\(answer.outcome.symbol)"
        return "\(address) \(answer.roundTrip.roundedMilliseconds) msec\(mark)"
    }
}

extension TracerouteRun {
    /// What is known of a router, or the destination, that is some hops away.
    private struct Hop: Encodable {
        /// What became of a probe.
        struct Probe: Encodable {
            /// Who answered; `nil` for nobody.
            let address: IPv6Address?
            /// What it said.
            let outcome: String
            /// Milliseconds.
            let roundTrip: Double?
        }

        /// How far away.
        let hop: UInt8
        /// In their order.
        var probes: [Probe] = []
    }

    /// The route for programs.
    private struct TracerouteReport: Encodable {
        let source: IPv6Address
        let destination: IPv6Address
        let isReached: Bool
        let hops: [Hop]
    }
}
