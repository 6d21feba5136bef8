/// A mobile node that gets what arrives for a group on one of the links, its home link.
public struct GroupMember: Hashable, Sendable {
    /// The home link.
    public var interface: InterfaceIndex
    /// The group, of global scope.
    public var group: IPv6Address
    /// The mobile node.
    public var homeAddress: IPv6Address

    /// Names a member of a group.
    public init(interface: InterfaceIndex, group: IPv6Address, homeAddress: IPv6Address) {
        self.interface = interface
        self.group = group
        self.homeAddress = homeAddress
    }
}
