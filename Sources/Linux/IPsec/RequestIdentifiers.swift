/// The `reqid`s of a mobile node's associations, by which the kernel's policies name them.
struct RequestIdentifiers {
    /// Of Binding Updates and their acknowledgements.
    let mobility: UInt32
    /// Of prefix discovery.
    let prefixDiscovery: UInt32
    /// Of what comes out of the tunnel.
    let tunnelInbound: UInt32
    /// Of what goes into it.
    let tunnelOutbound: UInt32

    /// Those of a node whose keys are written down.
    static let manual = RequestIdentifiers(
        mobility: IPsecMark.manual, prefixDiscovery: IPsecMark.manual, tunnelInbound: IPsecMark.manual,
        tunnelOutbound: IPsecMark.manual)

    /// Those of a node that negotiates, by its number.
    ///
    /// - Parameter copiesTunnel: whether what leaves through the tunnel does so by copies (`TunnelCopies`).
    static func negotiated(_ number: UInt32, copiesTunnel: Bool = true) -> RequestIdentifiers {
        RequestIdentifiers(
            mobility: IPsecMark.negotiatedMobility | number,
            prefixDiscovery: IPsecMark.negotiatedPrefixDiscovery | number,
            tunnelInbound: IPsecMark.negotiatedTunnel | number,
            tunnelOutbound: (copiesTunnel ? IPsecMark.copiedTunnel : IPsecMark.negotiatedTunnel) | number)
    }
}
