/// Queries as they go through a tunnel (RFC 6275 section 10.4.3): the tunnel is a link of its own, with the home agent
/// and the mobile node on it.
enum ListenerQueries {
    /// Asks for all groups, or for one: a query of version 2, which nodes of version 1 take for one of theirs
    /// (RFC 3810 section 8.2).
    static func query(
        of binding: Binding, about group: IPv6Address?, _ configuration: MobilityConfiguration
    ) -> OutgoingPacket {
        let multicast = configuration.homeAgent.multicast
        let delay = group == nil ? multicast.queryResponseInterval : MulticastConfiguration.lastListenerQueryInterval
        let query = MulticastListenerQuery(
            maximumResponseCode: UInt16(delay / .milliseconds(1)), group: group ?? .unspecified,
            version2: MulticastListenerQuery.Version2(
                robustness: MulticastConfiguration.robustness,
                intervalCode: FloatingPointCode.code(multicast.queryInterval)))
        var inner = IPv6PacketBuilder(
            source: .linkLocal(interfaceIdentifier: binding.homeAgentAddress.interfaceIdentifier),
            destination: group ?? .allNodes, hopLimit: 1)
        inner.alertsRouters = true
        let outer = IPv6PacketBuilder(
            source: binding.homeAgentAddress, destination: binding.careOfAddress,
            hopLimit: configuration.tunnelHopLimit ?? 64)
        let packet = outer.packet(
            nextHeader: .ipv6, payload: inner.packet(.multicastListenerQuery(query)), checksumOffset: nil)
        return OutgoingPacket(octets: packet, delivery: .routed)
    }
}
