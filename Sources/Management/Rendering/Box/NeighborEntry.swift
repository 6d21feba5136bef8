import Core

/// An entry of the neighbor cache (RFC 4861 section 5.1), as it is shown.
public struct NeighborEntry: Encodable, Hashable, Sendable {
    /// What is known of whether it can be reached (RFC 4861 section 7.3.2).
    public enum State: String, Encodable, Sendable {
        /// Its link-layer address is being asked for.
        case incomplete
        /// It was reachable a moment ago.
        case reachable
        /// Nobody knows.
        case stale
        /// Packets are sent, and it is probed soon.
        case delay
        /// It is being probed.
        case probe
        /// It did not answer.
        case failed
        /// Somebody entered it by hand.
        case permanent
    }

    /// The neighbor.
    public var address: IPv6Address
    /// The link-layer address: `02:00:5e:10:00:01`; `nil` while nobody knows it.
    public var linkLayerAddress: String?
    /// What is known of whether it can be reached.
    public var state: State
    /// Whether it said that it is a router.
    public var isRouter: Bool
    /// Seconds since it was known to be reachable.
    public var age: UInt32
    /// The kernel's name of the interface.
    public var interface: String

    /// Describes a neighbor.
    public init(
        address: IPv6Address, linkLayerAddress: String?, state: State, isRouter: Bool = false, age: UInt32,
        interface: String
    ) {
        self.address = address
        self.linkLayerAddress = linkLayerAddress
        self.state = state
        self.isRouter = isRouter
        self.age = age
        self.interface = interface
    }
}

extension NeighborEntry.State {
    /// The short word for it in text.
    var code: String {
        switch self {
        case .incomplete: "INCMP"
        case .reachable: "REACH"
        case .stale: "STALE"
        case .delay: "DELAY"
        case .probe: "PROBE"
        case .failed: "FAILED"
        case .permanent: "PERM"
        }
    }
}
