import Core

/// A Binding Update that was refused.
public struct RefusalReport: Codable, Hashable, Sendable {
    /// The status number (RFC 6275 section 6.1.8).
    public var status: UInt8
    /// Whole seconds since then.
    public var secondsAgo: UInt64

    init(_ refusal: RegistrationAnswers.Refusal, at now: Instant) {
        status = refusal.status.rawValue
        secondsAgo = (now - refusal.moment).wholeSeconds
    }
}

extension RegistrationAnswers {
    /// Whole seconds since a Binding Update was accepted; `nil` if none was.
    func secondsSinceAccepted(at now: Instant) -> UInt64? {
        lastAcceptance.map { (now - $0).wholeSeconds }
    }
}

/// The lines of `show ipv6 mobile traffic` about the last answers.
enum LastAnswersText {
    static func lines(secondsSinceAccepted: UInt64?, lastRefused: RefusalReport?) -> String {
        """
          Last accepted: \(secondsSinceAccepted.map(ago) ?? "never")
          Last refused: \(lastRefused.map(text) ?? "never")

        """
    }

    private static func ago(_ seconds: UInt64) -> String {
        "\(DurationText.clock(seconds)) ago"
    }

    private static func text(_ refusal: RefusalReport) -> String {
        "\(ago(refusal.secondsAgo)), status \(BindingStatus(rawValue: refusal.status))"
    }
}
