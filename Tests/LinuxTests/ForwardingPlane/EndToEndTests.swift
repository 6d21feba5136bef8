import Core
import Testing

@testable import Linux

/// Real traffic through both ends of a tunnel, with what the kernel's offloads make of it.
@Suite(.serialized) struct EndToEndTests {
    enum Offloads: CaseIterable {
        case on
        case off
    }

    @Test(
        "TCP, and UDP with and without GSO, come through whole",
        arguments: [.automatic, .clsact] as [ForwardingPlane.AttachmentMethod], Offloads.allCases)
    func traffic(_ method: ForwardingPlane.AttachmentMethod, _ offloads: Offloads) throws {
        let topology = try Topology()
        if offloads == .off { try switchOffloadsOff(topology) }
        let homeAgent = try topology.homeAgentPlane(method)
        let mobileNode = try topology.mobileNodePlane(method)

        // Without checksum offload, older kernels refuse GSO to applications.
        let kinds = ["tcp", "udp 64", "udp 1412"] + (offloads == .on ? ["gso 1200", "gso 1412"] : [])
        for kind in kinds {
            try run(
                Traffic.command(
                    kind, from: topology.correspondentNode, to: topology.applicationNode, address: Topology.homeAddress)
            )
        }

        let expected: Set<ForwardingCounter> = [.packetsTunnelled, .packetsReverseTunnelled, .packetTooBigSent]
        #expect(Set(homeAgent.counted.keys).subtracting(expected).isEmpty)
        #expect(Set(mobileNode.counted.keys).subtracting(expected).isEmpty)
        let counters = try #require(homeAgent.bindingCounters(homeAddress: .of(Topology.homeAddress)))
        // Each kind of datagrams is 200 each way; TCP takes 16 MB in segments of at most 1440 octets.
        let least = UInt64(kinds.count - 1) * 200 + (16 << 20) / 1440
        #expect(counters.packetsTunnelled >= least)
        #expect(counters.packetsReverseTunnelled >= least)
        #expect(counters.octetsTunnelled > 16 << 20)
        #expect(counters.octetsReverseTunnelled > 16 << 20)
    }

    @Test("A narrower path is found by Packet Too Big, and then used in full", arguments: Offloads.allCases)
    func narrowPath(_ offloads: Offloads) throws {
        let topology = try Topology()
        if offloads == .off { try switchOffloadsOff(topology) }
        for (node, name) in [(topology.homeAgentNode, "access0"), (topology.mobileNode, "up0")] {
            try run("ip -n \(node) link set \(name) mtu 1400")
        }
        let homeAgent = try topology.homeAgentPlane(.automatic)
        let mobileNode = try topology.mobileNodePlane(.automatic)
        try run(
            Traffic.command(
                "tcp", from: topology.correspondentNode, to: topology.applicationNode, address: Topology.homeAddress))
        #expect(homeAgent.counters()[.packetTooBigSent] > 0)
        #expect(mobileNode.counters()[.packetTooBigSent] > 0)
        let route = try output(
            of: "ip -n \(topology.correspondentNode) -6 route get \(Topology.homeAddress)")
        #expect(route.contains("mtu 1360"))
    }

    private func switchOffloadsOff(_ topology: Topology) throws {
        for (node, names) in [
            (topology.correspondentNode, ["c0"]), (topology.homeAgentNode, ["wan0", "access0"]),
            (topology.mobileNode, ["up0", "down0"]), (topology.applicationNode, ["app0"]),
        ] {
            for name in names {
                try run(
                    "ip netns exec \(node) ethtool -K \(name) tso off gso off gro off tx off tx-udp-segmentation off")
            }
        }
    }
}
