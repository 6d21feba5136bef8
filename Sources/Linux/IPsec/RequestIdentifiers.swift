/// The `reqid`s of a mobile node's associations, by which the kernel's policies name them.
struct RequestIdentifiers {
    /// Of Binding Updates and their acknowledgements.
    let mobility: UInt32
    /// Of prefix discovery.
    let prefixDiscovery: UInt32
    /// Of what goes to the home agent through the tunnel.
    let tunnelToHomeAgent: UInt32
    /// Of what goes to the mobile node through it.
    let tunnelToMobileNode: UInt32

    /// Those of a node whose keys are written down.
    static let manual = RequestIdentifiers(
        mobility: IPsecMark.manual, prefixDiscovery: IPsecMark.manual, tunnelToHomeAgent: IPsecMark.manual,
        tunnelToMobileNode: IPsecMark.manual)

    /// Those of a node that negotiates, by its number. What goes to the mobile node through the tunnel does so by copies
    /// (`TunnelAssociations`).
    static func negotiated(_ number: UInt32) -> RequestIdentifiers {
        RequestIdentifiers(
            mobility: IPsecMark.negotiatedMobility | number,
            prefixDiscovery: IPsecMark.negotiatedPrefixDiscovery | number,
            tunnelToHomeAgent: IPsecMark.negotiatedTunnel | number,
            tunnelToMobileNode: IPsecMark.copiedTunnel | number)
    }
}
