/// A home agent that was heard on a link, remembered across restarts.
public struct KnownHomeAgent: Hashable, Sendable {
    /// Its global address (RFC 6275 section 7.2).
    public var address: InterfaceAddress
    /// The home address that was made of its prefix; `nil` if none was.
    public var homeAddress: IPv6Address?
    /// How many of its Router Advertisements were heard.
    public var advertisements: UInt32
    /// When the last was heard, by the calendar.
    public var lastHeard: NetworkTimestamp
    /// How good a home it makes, 0 to 1000000: grows with each advertisement and shrinks with time.
    public var rank: UInt32

    /// Describes a home agent.
    public init(
        address: InterfaceAddress, homeAddress: IPv6Address? = nil, advertisements: UInt32, lastHeard: NetworkTimestamp,
        rank: UInt32
    ) {
        self.address = address
        self.homeAddress = homeAddress
        self.advertisements = advertisements
        self.lastHeard = lastHeard
        self.rank = rank
    }
}
