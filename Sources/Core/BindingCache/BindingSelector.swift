/// Which bindings a command means.
public enum BindingSelector: Hashable, Sendable {
    /// Every binding.
    case all
    /// Those whose home address is in a prefix.
    case homeAddress(IPv6Prefix)
    /// Those whose care-of address is in a prefix.
    case careOfAddress(IPv6Prefix)
    /// Those of a home link.
    case interface(InterfaceIndex)
}
