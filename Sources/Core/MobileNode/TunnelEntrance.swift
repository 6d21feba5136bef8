/// A tunnel that packets for a home address are taken from: only what its home agent sends to a care-of address of it
/// is (RFC 6275 section 5.5). A home address may have several, so that what is under way to a former care-of address
/// arrives.
public struct TunnelEntrance: Hashable, Sendable {
    /// For whom the packets are.
    public var homeAddress: IPv6Address
    /// Where they arrive.
    public var careOfAddress: IPv6Address
    /// Where they come from.
    public var homeAgentAddress: IPv6Address

    /// Describes a tunnel's end.
    public init(homeAddress: IPv6Address, careOfAddress: IPv6Address, homeAgentAddress: IPv6Address) {
        self.homeAddress = homeAddress
        self.careOfAddress = careOfAddress
        self.homeAgentAddress = homeAgentAddress
    }
}
