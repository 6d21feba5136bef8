import Core
import Testing

@testable import Linux

/// Real traffic of a mobile node, with what the kernel's offloads make of it: the correspondent on one side of the home
/// agent, the mobile node on the other.
@Suite(.serialized) struct MobileTrafficTests {
    private static let kinds = ["tcp", "udp 64", "udp 1412", "gso 1200", "gso 1412"]

    /// The mobile node's end, with the home address abroad.
    private final class Node {
        let base: ForwardingPlane
        let plane: MobileNodePlane
        let interface: HomeAddressInterface

        init(_ topology: Topology, _ method: ForwardingPlane.AttachmentMethod) throws {
            (base, plane, interface) = try topology.on(topology.mobileNode) {
                let base = try ForwardingPlane(maximumBindings: 8, method: method)
                let plane = try MobileNodePlane(beside: base)
                let interface = try HomeAddressInterface()
                let link = try interfaceIndex("up0")
                let kind = ForwardingInterfaceKind.ethernet(LinkLayerAddress(rawValue: 1))
                try base.setPolicy()
                try base.setLocalAddresses(
                    [.of(Topology.homeAddress), .of(Topology.careOfAddress)], homeAgentAddresses: [])
                try base.attach(to: link, kind: kind)
                try plane.attach(to: [link: kind], home: interface.index)
                try interface.fit([1500])
                let address = try InterfaceAddress.of("\(Topology.homeAddress)/64")
                try plane.place(address, at: .abroad)
                try interface.place(address, at: .abroad)
                try plane.beginTunnel(
                    MobileTunnel(
                        homeAddress: address.address, careOfAddress: .of(Topology.careOfAddress),
                        homeAgentAddress: .of(Topology.homeAgent), interface: link, router: .of("2001:db8:a::1")))
                try plane.openEntrance(
                    TunnelEntrance(
                        homeAddress: address.address, careOfAddress: .of(Topology.careOfAddress),
                        homeAgentAddress: .of(Topology.homeAgent)))
                return (base, plane, interface)
            }
        }

        func beginRoute(_ topology: Topology) throws {
            try topology.on(topology.mobileNode) {
                try plane.beginRoute(
                    MobileRoute(
                        key: MobileRouteKey(
                            homeAddress: .of(Topology.homeAddress), correspondent: .of(Topology.correspondent)),
                        careOfAddress: .of(Topology.careOfAddress), interface: interfaceIndex("up0"),
                        router: .of("2001:db8:a::1")))
            }
        }
    }

    private func exchange(_ topology: Topology, _ kinds: [String]) throws {
        for kind in kinds {
            try run(
                Traffic.command(
                    kind, from: topology.correspondentNode, to: topology.mobileNode, address: Topology.homeAddress))
            try run(
                Traffic.command(
                    kind, from: topology.mobileNode, to: topology.correspondentNode, address: Topology.correspondent))
        }
    }

    @Test(
        "TCP, and UDP with and without GSO, come through the tunnel whole, whoever begins",
        arguments: [.automatic, .clsact] as [ForwardingPlane.AttachmentMethod])
    func tunnel(_ method: ForwardingPlane.AttachmentMethod) throws {
        let topology = try Topology()
        let homeAgent = try topology.homeAgentPlane(method)
        let node = try Node(topology, method)
        try exchange(topology, Self.kinds)
        let counted = node.base.counted
        // The nodes forward here, and listen to all routers: the kernel reports that on an interface of such a node.
        let expected: Set<ForwardingCounter> = [
            .mobilePacketsTunnelled, .mobilePacketsFromTunnel, .packetTooBigSent, .mobileSourceNotHome,
        ]
        #expect(Set(counted.keys).isSubset(of: expected))
        let least = UInt64(2 * (Self.kinds.count - 1) * 200 + (64 << 20) / 1440 / 2)
        #expect(counted[.mobilePacketsTunnelled, default: 0] >= least)
        #expect(counted[.mobilePacketsFromTunnel, default: 0] >= least)
        // Nothing went another way.
        let arrived = homeAgent.counters()
        #expect(
            arrived[.packetsReverseTunnelled] + arrived[.listenerMessagesIgnored]
                >= counted[.mobilePacketsTunnelled, default: 0])
    }

    @Test("They do so directly as well, with options and routing headers, and then hardly anything is tunnelled")
    func direct() throws {
        let topology = try Topology()
        let homeAgent = try topology.homeAgentPlane(.automatic)
        let node = try Node(topology, .automatic)
        try node.beginRoute(topology)
        let correspondent = try topology.on(topology.correspondentNode) {
            let plane = try ForwardingPlane(maximumBindings: 8)
            try plane.setPolicy(acceptsHomeAddresses: true)
            try plane.setLocalAddresses([.of(Topology.correspondent)], homeAgentAddresses: [])
            for name in ["c0", "lo"] {
                try plane.attach(to: interfaceIndex(name), kind: .ethernet(LinkLayerAddress(rawValue: 1)))
            }
            _ = plane.beginRouteOptimization(
                RouteOptimizationEntry(
                    key: RouteOptimizationKey(
                        ownAddress: try .of(Topology.correspondent), homeAddress: try .of(Topology.homeAddress)),
                    careOfAddress: try .of(Topology.careOfAddress)))
            return plane
        }
        try exchange(topology, ["tcp", "udp 64", "udp 1400"])
        let counted = node.base.counted
        #expect(counted[.mobilePacketsSentDirectly, default: 0] > 20_000)
        #expect(counted[.mobilePacketsReceivedDirectly, default: 0] > 20_000)
        #expect(correspondent.counters()[.routeOptimizedPacketsReceived] > 20_000)
        // Errors apart, which are what finds the MTU of a path.
        #expect(homeAgent.counters()[.packetsReverseTunnelled] < 10)
        #expect(homeAgent.counters()[.packetsTunnelled] < 10)
    }

    @Test("A narrower path is found by Packet Too Big, and then used")
    func narrowPath() throws {
        let topology = try Topology()
        for (node, name) in [(topology.homeAgentNode, "wan0"), (topology.correspondentNode, "c0")] {
            try run("ip -n \(node) link set \(name) mtu 1400")
        }
        let homeAgent = try topology.homeAgentPlane(.automatic)
        let node = try Node(topology, .automatic)
        try exchange(topology, ["tcp", "udp 1340"])
        #expect(homeAgent.counters()[.packetsReverseTunnelled] > 1000)
        #expect(node.base.counters()[.mobileNoTunnel] == 0)
    }
}
