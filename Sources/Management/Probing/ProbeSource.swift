import Core

/// Where probes come from.
public enum ProbeSource: Hashable, Sendable {
    /// An address of this node.
    case address(IPv6Address)
    /// An interface: from an address of it, and to link-local addresses out of it.
    case interface(InterfaceName)
}
