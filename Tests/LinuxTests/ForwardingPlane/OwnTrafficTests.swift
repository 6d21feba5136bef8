import Core
import Testing

@testable import Linux

/// Real traffic between the home agent's own programs and a mobile node that is away.
@Suite(.serialized) struct OwnTrafficTests {
    /// The home agent with a home link on which nobody answers; the mobile node tunnels back what is for it.
    private func withHomeAgent(
        _ method: ForwardingPlane.AttachmentMethod = .automatic,
        _ body: (_ topology: Topology, _ homeAgent: ForwardingPlane) throws -> Void
    ) throws {
        let topology = try Topology()
        let homeAgent = try topology.homeAgentPlane(method)
        let mobileNode = try topology.mobileNodePlane(method)
        _ = mobileNode.install(
            try HomeNetwork.tunnel(of: "2001:db8:1::ff", to: Topology.homeAgent, from: Topology.careOfAddress))
        try topology.addHomeLink(homeAgent)
        try body(topology, homeAgent)
    }

    @Test(
        "TCP, and UDP with and without GSO, come through whole",
        arguments: [.automatic, .clsact] as [ForwardingPlane.AttachmentMethod], [true, false])
    func traffic(_ method: ForwardingPlane.AttachmentMethod, _ hasOffloads: Bool) throws {
        try withHomeAgent(method) { topology, homeAgent in
            if !hasOffloads {
                let command = "ethtool -K home0 tso off gso off gro off tx off tx-udp-segmentation off"
                try run("ip netns exec \(topology.homeAgentNode) \(command)")
            }
            let kinds = ["tcp", "udp 64", "udp 1412"] + (hasOffloads ? ["gso 1200", "gso 1412"] : [])
            for kind in kinds {
                try run(
                    Traffic.command(
                        kind, from: topology.homeAgentNode, to: topology.applicationNode, address: Topology.homeAddress)
                )
            }
            let counted = homeAgent.counted
            #expect((counted[.packetsTunnelled] ?? 0) > 200 && (counted[.packetsReverseTunnelled] ?? 0) > 200)
            #expect(counted[.ownSolicitationsAnswered] != nil)
            let expected: Set<ForwardingCounter> = [
                .packetsTunnelled, .packetsReverseTunnelled, .packetTooBigSent, .ownSolicitationsAnswered,
            ]
            #expect(Set(counted.keys).subtracting(expected).isEmpty)
        }
    }

    @Test("Once the mobile node is at home, the kernel looks for it on the link")
    func atHome() throws {
        try withHomeAgent { topology, homeAgent in
            try topology.on(topology.homeAgentNode) {
                let ping = "ping -q -c 1 -W 2 \(Topology.homeAddress) >/dev/null"
                try run(ping)
                let home = try interfaceIndex("home0")
                homeAgent.remove(homeAddress: try .of(Topology.homeAddress))
                homeAgent.endNeighborProxy(NeighborTarget(interface: home, address: try .of(Topology.homeAddress)))
                #expect(try output(of: "ip -6 neighbor show \(Topology.homeAddress)").isEmpty)

                try run("ip link set home1 netns \(topology.applicationNode)")
                try run("ip -n \(topology.applicationNode) link set home1 up")
                try run("ip -n \(topology.applicationNode) -6 address add \(Topology.homeAddress)/64 dev home1 nodad")
                try run(ping)
                #expect(homeAgent.counters()[.packetsTunnelled] == 1)
            }
        }
    }

    @Test("A frame that was put on the link past the routing table goes where its sender wants it")
    func packetSocket() throws {
        try withHomeAgent { topology, homeAgent in
            try topology.on(topology.homeAgentNode) {
                let capture = try Capture(on: interfaceIndex("home1"))
                let packet = Octets.ipv6(from: "2001:db8:1::ff", to: Topology.homeAddress, next: 59)
                let neighbor = LinkLayerAddress(rawValue: 0x0200_0000_0009)
                let sender = try PacketSender()
                let home = try interfaceIndex("home0")
                #expect(sender.send(OutgoingPacket(octets: packet, delivery: .neighbor(home, neighbor))) == .sent)
                _ = try capture.frame(carrying: packet)
                #expect(homeAgent.counters()[.packetsTunnelled] == 0)
            }
        }
    }
}
