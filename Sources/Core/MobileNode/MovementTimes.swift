/// When the steps of a move to another link were done.
public struct MovementTimes: Hashable, Sendable {
    /// The link changed, as far as it was noticed: a carrier came, or a new router was heard.
    public var linkChanged: Instant
    /// The router in use was heard first.
    public var routerHeard: Instant
    /// The care-of address could be used; `nil` until then.
    public var careOfAddressUsable: Instant?

    /// Begins the clock of a move.
    public init(linkChanged: Instant, routerHeard: Instant) {
        self.linkChanged = linkChanged
        self.routerHeard = routerHeard
    }
}
