import Core

/// What operators may ask a router about Mobile IPv6, beside its bindings.
public protocol MobilityRouter: AnyObject {
    /// The home links with the routers that are known of them, in the order of their names.
    var homeLinkRouters: [HomeLinkRouters] { get }
    /// How many bindings there are, and the most there ever were at a time.
    var bindingNumbers: BindingNumbers { get }

    /// Forgets the other routers of a home link, by the kernel's name, or of all.
    func clearHomeAgents(on homeLink: String?)

    /// What is known of the path to a mobile node, in octets of the outer packet; `nil` while nothing is.
    func pathMTU(homeAddress: IPv6Address) -> UInt32?
}

/// Numbers of bindings.
public struct BindingNumbers: Codable, Hashable, Sendable {
    /// At the moment.
    public var inUse: UInt64
    /// The most there were at a time since the start.
    public var peak: UInt64

    /// Numbers of bindings.
    public init(inUse: UInt64, peak: UInt64) {
        self.inUse = inUse
        self.peak = peak
    }
}
