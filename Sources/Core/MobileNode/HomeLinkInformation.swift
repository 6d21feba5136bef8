/// What a home agent told of the home link by Mobile Prefix Advertisements (RFC 6275 section 6.8).
public struct HomeLinkInformation: Hashable, Sendable {
    /// M: addresses are to be had by DHCPv6 there.
    public var hasManagedAddresses: Bool
    /// O: other configuration is to be had by DHCPv6 there.
    public var hasOtherConfiguration: Bool
    /// When the home prefix is not valid any more; `nil` while that was not told, and for never.
    public var validity: Instant?
    /// When it is not preferred any more; `nil` likewise.
    public var preference: Instant?

    /// Describes a home link.
    public init(
        hasManagedAddresses: Bool = false, hasOtherConfiguration: Bool = false, validity: Instant? = nil,
        preference: Instant? = nil
    ) {
        self.hasManagedAddresses = hasManagedAddresses
        self.hasOtherConfiguration = hasOtherConfiguration
        self.validity = validity
        self.preference = preference
    }
}
