import Core

/// An interface: what the engine knows of it, and what the rest of the daemon needs besides.
public struct LinkDescription: Hashable, Sendable {
    /// How a packet lies in the interface's frames.
    public enum Kind: Hashable, Sendable {
        /// Behind an Ethernet header.
        case ethernet
        /// At the frame's first octet: TUN, WireGuard, PPP, raw IP.
        case layer3
        /// Any other way; tunnels of the kernel, whose outer header a tc program still sees, are among them.
        case other
    }

    /// What the engine knows.
    public var link: Link
    /// How packets lie in its frames.
    public var kind: Kind
    /// The machine's own loopback interface, or another of that kind.
    public var isLoopback: Bool
    /// Administratively up, with or without a carrier.
    public var isUp: Bool
    /// The bridge, bond or team that the interface is a part of and that its packets belong to. A VRF is none: a
    /// packet on its interfaces is still theirs.
    public var master: InterfaceIndex?
    /// Addresses that failed duplicate address detection: another node has them (RFC 4862 section 5.4.5).
    public var duplicateAddresses: [IPv6Address]

    /// Whether the forwarding plane may attach here. On the loopback interface it meets what concerns this node's own
    /// packets.
    public var isAttachable: Bool {
        (kind != .other || isLoopback) && master == nil
    }

    /// Describes an interface.
    public init(
        link: Link, kind: Kind, isLoopback: Bool = false, isUp: Bool = true, master: InterfaceIndex? = nil,
        duplicateAddresses: [IPv6Address] = []
    ) {
        self.link = link
        self.kind = kind
        self.isLoopback = isLoopback
        self.isUp = isUp
        self.master = master
        self.duplicateAddresses = duplicateAddresses
    }
}
