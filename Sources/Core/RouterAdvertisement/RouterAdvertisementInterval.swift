/// How far unsolicited Router Advertisements of a link are apart, in milliseconds (RFC 4861 section 6.2.1).
public struct RouterAdvertisementInterval: Hashable, Sendable {
    /// What `maximum` may be: RFC 6275 section 7.5 lowers the bound of RFC 4861.
    public static let bounds: ClosedRange<UInt32> = 70...1_800_000
    /// The least that `minimum` may be (RFC 6275 section 7.5).
    public static let leastMinimum: UInt32 = 30

    /// MaxRtrAdvInterval, within `bounds`.
    public let maximum: UInt32
    /// MinRtrAdvInterval, not more than `maximum`.
    public let minimum: UInt32

    /// Without a minimum it is three quarters of the maximum, the most that RFC 4861 allows, so that what is configured is
    /// what is seen.
    public init(maximum: UInt32, minimum: UInt32? = nil) {
        self.maximum = maximum
        self.minimum = minimum.map { min($0, maximum) } ?? maximum * 3 / 4
    }

    /// Whether the minimum is the one that follows from the maximum.
    public var hasDefaultMinimum: Bool { self == RouterAdvertisementInterval(maximum: maximum) }
}
