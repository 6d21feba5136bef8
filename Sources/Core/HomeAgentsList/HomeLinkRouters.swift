/// A home link and its routers.
public struct HomeLinkRouters: Hashable, Sendable {
    /// The kernel's name of the interface.
    public let name: String
    /// Whether neighbors can be reached through it.
    public let isRunning: Bool
    /// This router itself, as a home agent of the link; `nil` while it does not advertise there.
    public let own: AdvertisedRouter?
    /// The other routers, home agents before those that are none, by preference.
    public let others: [AdvertisedRouter]

    /// Describes a home link.
    public init(name: String, isRunning: Bool, own: AdvertisedRouter?, others: [AdvertisedRouter]) {
        self.name = name
        self.isRunning = isRunning
        self.own = own
        self.others = others
    }
}
