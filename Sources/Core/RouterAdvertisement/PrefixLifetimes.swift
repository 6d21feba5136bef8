/// How long a prefix may be used by the hosts of a link (RFC 4861 section 6.2.1).
///
/// `Moment` is a date for an operator, and a moment of the engine's clock for the engine.
public enum PrefixLifetimes<Moment: Hashable & Sendable>: Hashable, Sendable {
    /// Seconds from each advertisement on; `UInt32.max`: for ever.
    case seconds(valid: UInt32, preferred: UInt32)
    /// Up to a moment: each advertisement tells what is left.
    case until(valid: Moment, preferred: Moment)

    /// AdvValidLifetime and AdvPreferredLifetime where nothing else is configured: 30 and 7 days.
    public static var standard: PrefixLifetimes { .seconds(valid: 2_592_000, preferred: 604_800) }

    /// The same lifetimes with moments of another kind.
    public func map<Other>(_ transform: (Moment) -> Other) -> PrefixLifetimes<Other> {
        switch self {
        case .seconds(let valid, let preferred): .seconds(valid: valid, preferred: preferred)
        case .until(let valid, let preferred): .until(valid: transform(valid), preferred: transform(preferred))
        }
    }
}

extension PrefixLifetimes where Moment == Instant {
    /// What an advertisement at `now` says, in seconds; `nil` once the prefix is no longer valid.
    func remaining(at now: Instant) -> (valid: UInt32, preferred: UInt32)? {
        switch self {
        case .seconds(let valid, let preferred): (valid, preferred)
        case .until(let valid, let preferred):
            now < valid ? (Self.seconds(until: valid, from: now), Self.seconds(until: preferred, from: now)) : nil
        }
    }

    /// Begun seconds count, so that a prefix that is valid has a lifetime; the greatest number would mean for ever.
    private static func seconds(until moment: Instant, from now: Instant) -> UInt32 {
        guard now < moment else { return 0 }
        let seconds = (moment.nanoseconds - now.nanoseconds - 1) / 1_000_000_000 + 1
        return UInt32(clamping: min(seconds, UInt64(UInt32.max - 1)))
    }
}
