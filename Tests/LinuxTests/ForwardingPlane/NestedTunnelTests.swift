import Core
import Testing

@testable import Linux

/// A care-of address that is a home address at another home agent: a tunnel in a tunnel.
@Suite struct NestedTunnelTests {
    private static let middle = "2001:db8:a2::5"

    /// The mobile node's place is taken by the second home agent, whose mobile node is where the application was.
    private func withTwoHomeAgents(_ body: (Topology, ForwardingPlane, ForwardingPlane) throws -> Void) throws {
        let topology = try Topology()
        try run("ip -n \(topology.homeAgentNode) -6 route add \(Self.middle) via \(Topology.careOfAddress)")
        try run("ip -n \(topology.mobileNode) link set down0 mtu 1400")
        let first = try topology.plane(
            topology.homeAgentNode, ["wan0", "access0"], .automatic,
            HomeNetwork.tunnel(of: Topology.homeAddress, to: Self.middle, from: Topology.homeAgent))
        let second = try topology.plane(
            topology.mobileNode, ["up0"], .automatic,
            HomeNetwork.tunnel(of: Self.middle, to: "2001:db8:2::2", from: Topology.careOfAddress))
        try body(topology, first, second)
    }

    /// Sends an echo request of so many octets from the correspondent, which waits a second for what comes back.
    private func ping(_ topology: Topology, _ length: Int) throws -> String {
        try output(
            of: "ip netns exec \(topology.correspondentNode) ping -M do -c 1 -W 1 -s \(length - 48) "
                + "\(Topology.homeAddress) 2>&1 || true")
    }

    @Test("A packet that another home agent tunnelled is tunnelled again")
    func nests() throws {
        try withTwoHomeAgents { topology, first, second in
            _ = try ping(topology, 1320)
            #expect(first.counted == [.packetsTunnelled: 1])
            #expect(second.counted == [.packetsTunnelled: 1])
        }
    }

    @Test("What does not fit the second tunnel is told to the first home agent, and by it to the source")
    func packetTooBig() throws {
        try withTwoHomeAgents { topology, first, second in
            let told = try ping(topology, 1321)
            #expect(told.contains("mtu=1320") || told.contains("mtu: 1320"))
            #expect(second.counted == [.packetTooBigSent: 1])
            #expect(
                first.counted == [
                    .packetsTunnelled: 1, .packetTooBigLearned: 1, .tunnelErrorsReceived: 1, .tunnelErrorsRelayed: 1,
                ])
        }
    }
}
