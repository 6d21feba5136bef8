/// A binding without home registration: where a mobile node is that this node, a correspondent of it, exchanges packets
/// with (RFC 6275 section 9.1).
public struct CorrespondentBinding: Hashable, Sendable {
    /// Which addresses it is between.
    public let key: RouteOptimizationKey
    /// Where the mobile node is.
    public internal(set) var careOfAddress: IPv6Address
    /// The Sequence Number of the last accepted Binding Update.
    public internal(set) var sequenceNumber: UInt16
    /// The flags of the last accepted Binding Update.
    public internal(set) var flags: BindingUpdateFlags
    /// The lifetime granted, in seconds, a multiple of 4.
    public internal(set) var lifetime: UInt32
    /// When the last Binding Update was accepted.
    public internal(set) var acceptance: Instant
    /// How much it was used, when that was asked last.
    public internal(set) var use = RouteOptimizationUse()
    /// When it was last seen in use, or registered.
    var lastUse: Instant
    /// What routers say of the care-of address, if they say that it cannot be reached.
    var unreachability: Unreachability?

    /// What an accepted registration makes of a binding, or without one.
    init(_ request: RegistrationRequest, lifetime: UInt32, at now: Instant, after former: CorrespondentBinding?) {
        key = request.routeOptimizationKey
        careOfAddress = request.careOfAddress
        sequenceNumber = request.sequenceNumber
        flags = request.flags
        self.lifetime = lifetime
        acceptance = now
        lastUse = now
        if let former { use = former.use }
    }

    /// When it expires.
    public var expiry: Instant { acceptance + .seconds(Int64(lifetime)) }

    /// When the mobile node may be asked to register again: three quarters of its lifetime are over.
    var refreshMoment: Instant { acceptance + .milliseconds(750 * Int64(lifetime)) }

    /// Whole seconds left at `now`, rounded up, so that a binding that lives has at least one.
    public func lifetimeRemaining(at now: Instant) -> UInt32 { expiry.wholeSeconds(from: now) }
}

extension RegistrationRequest {
    /// The direct way that it is about.
    var routeOptimizationKey: RouteOptimizationKey {
        RouteOptimizationKey(ownAddress: homeAgentAddress, homeAddress: homeAddress)
    }

    /// The direct way that it asks for.
    var routeOptimizationEntry: RouteOptimizationEntry {
        RouteOptimizationEntry(key: routeOptimizationKey, careOfAddress: careOfAddress)
    }
}
