import CBPF
import Core

// Core's values as the eBPF programs of a mobile node know them; BPF/mobile_node_structures.h is the place where their
// layout is written.

extension haos_next_hop {
    /// The router of an interface.
    init(_ router: IPv6Address, on interface: InterfaceIndex) {
        self.init(router: haos_ipv6_address(router), interface_index: interface.rawValue, reserved: 0)
    }
}

extension haos_mobile_home {
    /// A home address at a place.
    init(_ address: InterfaceAddress, at place: HomeAddressPlace) {
        self.init()
        guard case .atHome(let interface, let router, _) = place else { return }
        next_hop = haos_next_hop(router, on: interface)
        let mask = ~(UInt128.max >> UInt128(address.prefixLength))
        prefix_mask = haos_ipv6_address(IPv6Address(rawValue: mask))
    }
}

extension haos_mobile_tunnel {
    /// The tunnel, of whose path nothing is known yet.
    init(_ tunnel: MobileTunnel) {
        self.init()
        ends.care_of_address = haos_ipv6_address(tunnel.homeAgentAddress)
        ends.home_agent_address = haos_ipv6_address(tunnel.careOfAddress)
        ends.protection = haos_protection(tunnel.protection).rawValue
        next_hop = haos_next_hop(tunnel.router, on: tunnel.interface)
    }

    /// Whether it is between the same nodes as another.
    func hasEnds(of other: haos_mobile_tunnel) -> Bool {
        IPv6Address(ends.care_of_address) == IPv6Address(other.ends.care_of_address)
            && IPv6Address(ends.home_agent_address) == IPv6Address(other.ends.home_agent_address)
    }
}

extension haos_mobile_entrance {
    /// The key of `entrance`.
    init(_ entrance: TunnelEntrance) {
        self.init(
            address: haos_mobile_address(
                home_address: haos_ipv6_address(entrance.homeAddress),
                care_of_address: haos_ipv6_address(entrance.careOfAddress)),
            home_agent_address: haos_ipv6_address(entrance.homeAgentAddress))
    }
}

extension haos_mobile_route_key {
    /// The key of `key`.
    init(_ key: MobileRouteKey) {
        self.init(
            home_address: haos_ipv6_address(key.homeAddress), correspondent: haos_ipv6_address(key.correspondent))
    }
}

extension MobileRouteKey {
    /// As the programs have it.
    init(_ key: haos_mobile_route_key) {
        self.init(homeAddress: IPv6Address(key.home_address), correspondent: IPv6Address(key.correspondent))
    }
}

extension haos_mobile_route {
    /// A way that takes over the counts of `former`, and what was learnt of the path if the care-of address is the same.
    init(_ route: MobileRoute, after former: haos_mobile_route?, excluding ports: [UInt16]) {
        self.init()
        if let former {
            packets_sent = former.packets_sent
            packets_received = former.packets_received
            if IPv6Address(former.care_of_address) == route.careOfAddress { path = former.path }
        }
        care_of_address = haos_ipv6_address(route.careOfAddress)
        next_hop = haos_next_hop(route.router, on: route.interface)
        unsafe withUnsafeMutableBytes(of: &excluded_ports) { room in
            for (number, port) in ports.enumerated() {
                unsafe room.storeBytes(of: port.bigEndian, toByteOffset: 2 * number, as: UInt16.self)
            }
        }
    }
}
