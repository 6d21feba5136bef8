/// How long the phases of a handover took, each counted from the end of the one before it.
public struct HandoverTimes: Hashable, Sendable {
    /// From the change of the link to the router's first advertisement.
    public var routerDiscovery: Duration
    /// To a care-of address that may be used.
    public var addressConfiguration: Duration
    /// To the Binding Update.
    public var bindingUpdate: Duration
    /// To the home agent's acknowledgement.
    public var registration: Duration

    /// From the change of the link to the acknowledgement.
    public var whole: Duration { routerDiscovery + addressConfiguration + bindingUpdate + registration }

    /// Makes the times of a handover.
    public init(
        routerDiscovery: Duration, addressConfiguration: Duration, bindingUpdate: Duration, registration: Duration
    ) {
        self.routerDiscovery = routerDiscovery
        self.addressConfiguration = addressConfiguration
        self.bindingUpdate = bindingUpdate
        self.registration = registration
    }
}

extension HandoverTimes {
    /// - Parameters:
    ///   - movement: what went before.
    ///   - firstUpdate: when the first Binding Update of the new place left.
    ///   - acknowledgement: when the home agent's answer came.
    init(_ movement: MovementTimes, firstUpdate: Instant, acknowledgement: Instant) {
        // What was there before the link changed took no time.
        let heard = max(movement.linkChanged, movement.routerHeard)
        let usable = max(heard, movement.careOfAddressUsable ?? heard)
        self.init(
            routerDiscovery: heard - movement.linkChanged, addressConfiguration: usable - heard,
            bindingUpdate: max(.zero, firstUpdate - usable), registration: acknowledgement - firstUpdate)
    }
}
