/// How far unsolicited Mobile Prefix Advertisements to one mobile node are apart (RFC 6275 section 13).
public struct PrefixAdvertisementInterval: Hashable, Sendable {
    /// The least interval in seconds where none is configured, if the greatest is not less.
    private static let defaultMinimum: UInt32 = 600

    /// MaxMobPfxAdvInterval in seconds, at least 1.
    public let maximum: UInt32
    /// MinMobPfxAdvInterval in seconds, at least 1, no more than the greatest.
    public let minimum: UInt32

    /// Makes an interval; without a minimum the default one.
    public init(maximum: UInt32, minimum: UInt32? = nil) {
        self.maximum = max(1, maximum)
        self.minimum = min(max(1, minimum ?? Self.defaultMinimum), self.maximum)
    }

    /// A day, and ten minutes.
    public static let standard = PrefixAdvertisementInterval(maximum: 86_400)

    /// Whether the minimum is what it would be if only the maximum were given.
    public var hasDefaultMinimum: Bool { self == PrefixAdvertisementInterval(maximum: maximum) }

    /// RAND_ADV_DELAY: how long an advertisement waits, so that not all nodes are told at the same time (RFC 6275 section
    /// 10.6.2).
    ///
    /// - Parameter preferred: What is left of the home prefix's preferred lifetime, in seconds.
    func delay(preferred: UInt32, _ random: inout RandomSource) -> Duration {
        let latest = min(maximum, preferred)
        let spread = Int64(max(latest, minimum) - min(latest, minimum)) * 1000
        let extra = spread == 0 ? 0 : Int64.random(in: 0..<spread, using: &random)
        return .seconds(Int64(minimum)) + .milliseconds(extra)
    }
}
