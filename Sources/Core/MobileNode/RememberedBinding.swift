/// What may be bound at a home agent, remembered across restarts: a node that comes home after a crash has it deleted, as
/// the home agent speaks for the home address until then (RFC 6275 section 11.5.5).
public struct RememberedBinding: Hashable, Sendable {
    /// The home address.
    public var homeAddress: IPv6Address
    /// The home agent that was told last.
    public var homeAgent: IPv6Address
    /// No binding is left afterwards, by the calendar. It is later than the binding's own end, so that not every update
    /// has to be remembered.
    public var expiry: NetworkTimestamp

    /// Remembers a binding.
    public init(homeAddress: IPv6Address, homeAgent: IPv6Address, expiry: NetworkTimestamp) {
        self.homeAddress = homeAddress
        self.homeAgent = homeAgent
        self.expiry = expiry
    }
}
