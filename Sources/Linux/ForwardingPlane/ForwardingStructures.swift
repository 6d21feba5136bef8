import CBPF
import Core

// Core's values as the eBPF programs know them; BPF/structures.h is the place where their layout is written.

extension haos_ipv6_address {
    /// The address as it is on the wire.
    init(_ address: IPv6Address) {
        self.init(
            high: UInt64(truncatingIfNeeded: address.rawValue >> 64).bigEndian,
            low: UInt64(truncatingIfNeeded: address.rawValue).bigEndian)
    }
}

extension IPv6Address {
    /// The address that is so on the wire.
    init(_ address: haos_ipv6_address) {
        self.init(rawValue: UInt128(UInt64(bigEndian: address.high)) << 64 | UInt128(UInt64(bigEndian: address.low)))
    }
}

extension haos_neighbor_target {
    /// The key of `target`.
    init(_ target: NeighborTarget) {
        self.init(
            address: haos_ipv6_address(target.address), interface_index: target.interface.rawValue, reserved: 0)
    }
}

extension haos_binding {
    /// The tunnel of `entry`, of whose path nothing is known yet.
    ///
    /// - Parameter inboundMark: on what comes by the mobile node's associations; 0 if there are none.
    init(_ entry: ForwardingEntry, inboundMark: UInt32 = 0) {
        self.init(
            care_of_address: haos_ipv6_address(entry.careOfAddress),
            home_agent_address: haos_ipv6_address(entry.homeAgentAddress),
            path: haos_path(), protection: haos_protection(entry.protection).rawValue,
            inbound_mark: inboundMark)
    }

    /// Whether it is the same tunnel, whatever was learnt of its path.
    func isTunnel(like other: haos_binding) -> Bool {
        care_of_address.high == other.care_of_address.high
            && care_of_address.low == other.care_of_address.low
            && home_agent_address.high == other.home_agent_address.high
            && home_agent_address.low == other.home_agent_address.low
            && protection == other.protection && inbound_mark == other.inbound_mark
    }
}

extension haos_protection {
    /// What of a tunnel the kernel encrypts.
    init(_ protection: TunnelProtection) {
        self =
            switch protection {
            case .nothing: haos_protects_nothing
            case .returnRoutability: haos_protects_return_routability
            case .everything: haos_protects_everything
            }
    }
}

extension haos_interface {
    /// What the programs have to know of an interface.
    init(_ kind: ForwardingInterfaceKind, copying messages: RouterMessages) {
        self.init()
        if case .ethernet(let address) = kind {
            let octets = address.octets
            link_layer_address = (octets[0], octets[1], octets[2], octets[3], octets[4], octets[5])
        }
        if case .virtual(let address) = kind { self.address = haos_ipv6_address(address) }
        copies_router_solicitations = messages.contains(.solicitations) ? 1 : 0
        copies_router_advertisements = messages.contains(.advertisements) ? 1 : 0
    }
}

extension haos_way_report {
    /// As of a direct way that was in use.
    var entry: RouteOptimizationEntry {
        RouteOptimizationEntry(
            key: RouteOptimizationKey(
                ownAddress: IPv6Address(own_address), homeAddress: IPv6Address(home_address)),
            careOfAddress: IPv6Address(care_of_address))
    }

    /// As of a packet that came through an interface.
    func packet(on interface: InterfaceIndex) -> UnacceptablePacket {
        UnacceptablePacket(
            interface: interface, source: IPv6Address(care_of_address), destination: IPv6Address(own_address),
            homeAddress: IPv6Address(home_address))
    }
}

extension haos_punted_packet {
    /// The link-layer source of the frame, if there was one.
    var linkLayerSource: LinkLayerAddress? {
        guard has_link_layer_source != 0 else { return nil }
        let source = link_layer_source
        return LinkLayerAddress(octets: [source.0, source.1, source.2, source.3, source.4, source.5])
    }
}
