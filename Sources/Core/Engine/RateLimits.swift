/// How much this node does a second for whoever asks, which floods cannot exceed (RFC 6275 section 15, RFC 4443
/// section 2.4 f).
public struct RateLimits: Hashable, Sendable {
    /// Mobility messages looked at that renew no binding: this many for home addresses that have one, and this many
    /// for others; 1 to 1000000.
    public var bindingUpdates: UInt32 = 50_000
    /// Mobility messages looked at from one source, 1 to 1000000.
    public var bindingUpdatesOfSource: UInt32 = 10_000
    /// Acknowledgements that refuse a registration whose origin is not proved, 1 to 1000000.
    public var refusals: UInt32 = 1_000
    /// Binding Errors, and as many Parameter Problems about mobility messages (RFC 6275 sections 9.2 and 9.3.3), 1 to 1000000.
    public var bindingErrors: UInt32 = 100
    /// ICMPv6 errors about other packets, of each processor, 1 to 1000000.
    public var icmpErrors: UInt32 = 1_000
    /// First registrations for which duplicate address detection begins, 1 to 1000000.
    public var duplicateAddressDetections: UInt32 = 10_000

    /// Home and Care-of Test Inits answered, 1 to 1000000.
    public var testInits: UInt32 = 10_000
    /// Those of one source network, a /64, 1 to 1000000.
    public var testInitsOfNetwork: UInt32 = 200

    /// The limits when nothing is configured.
    public init() {}
}
