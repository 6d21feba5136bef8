import Core

/// What came back for a probe.
public struct ProbeAnswer: Hashable, Sendable {
    /// What it says.
    public enum Outcome: Hashable, Sendable {
        /// The destination has answered (RFC 4443 section 4.2).
        case reply
        /// A router, or the destination, cannot deliver it: a code of RFC 4443 section 3.1.
        case unreachable(code: UInt8)
        /// It is too big for a link on the way (RFC 4443 section 3.2).
        case packetTooBig
        /// It has passed as many routers as it may (RFC 4443 section 3.3).
        case timeExceeded
        /// Somebody does not understand it (RFC 4443 section 3.4).
        case parameterProblem
    }

    /// What it says.
    public var outcome: Outcome
    /// Who says so.
    public var source: IPv6Address
    /// From sending to hearing.
    public var roundTrip: Duration

    /// Describes an answer.
    public init(outcome: Outcome, source: IPv6Address, roundTrip: Duration) {
        self.outcome = outcome
        self.source = source
        self.roundTrip = roundTrip
    }
}

extension ProbeAnswer.Outcome {
    /// The letter that `ping` shows.
    var symbol: String {
        switch self {
        case .reply: "!"
        case .unreachable(0): "U"
        case .unreachable(1): "A"
        case .unreachable(2): "N"
        case .unreachable(3): "H"
        case .unreachable(4): "P"
        case .unreachable: "@"
        case .packetTooBig: "B"
        case .timeExceeded: "T"
        case .parameterProblem: "R"
        }
    }

    /// The word for it in JSON.
    var name: String {
        switch self {
        case .reply: "reply"
        case .unreachable(0): "noRoute"
        case .unreachable(1): "prohibited"
        case .unreachable(2): "beyondScope"
        case .unreachable(3): "addressUnreachable"
        case .unreachable(4): "portUnreachable"
        case .unreachable: "unreachable"
        case .packetTooBig: "packetTooBig"
        case .timeExceeded: "timeExceeded"
        case .parameterProblem: "parameterProblem"
        }
    }
}

extension Duration {
    /// Milliseconds, to the nearest.
    var roundedMilliseconds: Int64 {
        Int64((self / .milliseconds(1)).rounded())
    }

    /// Milliseconds with three digits behind the point.
    var exactMilliseconds: Double {
        (self / .microseconds(1)).rounded() / 1000
    }
}
