import Core

/// A rule of the kernel's that says which routing table is looked at first for what this machine sends from an address.
struct SourceRule: Hashable {
    var source: IPv6Address
    /// Whether it is for sockets without an address as well, if they would get this one by the table's route
    /// (FIB_RULE_FIND_SADDR).
    var choosesSource: Bool
    /// The lowest is looked at first.
    var priority: UInt32
    var table: UInt32
}
