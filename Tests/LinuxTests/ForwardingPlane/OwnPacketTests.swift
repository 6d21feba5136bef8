import Core
import Testing

@testable import Linux

/// What this node itself sends to mobile nodes that are away, its kernel's errors among it.
@Suite struct OwnPacketTests {
    private typealias Net = HomeNetwork

    /// As frames come out of the loopback interface.
    private static func toSelf(_ packet: [UInt8]) -> [UInt8] {
        Octets.ethernet(to: Frame.host, from: Frame.host, packet)
    }

    @Test(
        "A packet of this node's own is tunnelled, and routed anew; it has come no hop yet",
        arguments: [1, 64] as [UInt8])
    func tunnels(_ hopLimit: UInt8) throws {
        try Net.withPlane { plane in
            let inner = Octets.udp(from: Net.otherLocal, to: Net.mobile, hopLimit: hopLimit, trafficClass: 0xb8)
            let verdict = try plane.send(Octets.ethernet(to: Frame.stranger, inner))
            let outer = Octets.ipv6(from: Net.homeAgent, to: Net.mobileCareOf, next: 41, trafficClass: 0xb8, inner)
            #expect(verdict == Verdict(action: .redirect, frame: Self.toSelf(outer)))
            #expect(plane.counted == [.packetsTunnelled: 1])
            #expect(plane.bindingCounters(homeAddress: try .of(Net.mobile))?.packetsTunnelled == 1)
        }
    }

    @Test("What goes elsewhere leaves as it is")
    func elsewhere() throws {
        try Net.withPlane { plane in
            for destination in [Net.correspondent, Net.mobileCareOf, "2001:db8:1::300", "ff02::1"] {
                let frame = Octets.ethernet(Octets.udp(from: Net.homeAgent, to: destination))
                let verdict = try plane.send(frame)
                #expect(verdict == Verdict(action: .pass, frame: frame))
            }
            #expect(plane.counted == [:])
        }
    }

    @Test("What does not fit the tunnel is answered to this node itself")
    func packetTooBig() throws {
        try Net.withPath(mtu: 1400) { plane in
            let inner = Octets.udp(from: Net.otherLocal, to: Net.mobile, payload: 1400)
            let verdict = try plane.send(Octets.ethernet(inner))
            let error = Octets.icmpv6(
                from: Net.homeAgent, to: Net.otherLocal, type: 2, Octets.number(1360, octets: 4) + inner.prefix(1232))
            #expect(verdict == Verdict(action: .redirect, frame: Self.toSelf(error)))
            #expect(plane.counted == [.packetTooBigSent: 1])
        }
    }

    private static func solicitation(of target: String, from source: String, to destination: String) -> [UInt8] {
        Octets.ethernet(
            to: Frame.allNodes, from: Frame.homeAgent,
            Octets.icmpv6(
                from: source, to: destination, type: 135, hopLimit: 255,
                [0, 0, 0, 0] + Octets.address(target) + [1, 1] + Frame.homeAgent))
    }

    @Test(
        "The kernel's own question for a home address is answered to it", arguments: ["ff02::1:ff00:100", Net.mobile])
    func answersSolicitation(_ destination: String) throws {
        try Net.withPlane { plane in
            try plane.describeLoopback()
            plane.remove(homeAddress: try .of(Net.mobile))
            try plane.beginNeighborProxy(Net.target(Net.mobile), source: .of(Net.homeAgent))
            let question = Self.solicitation(of: Net.mobile, from: Net.otherLocal, to: destination)
            let verdict = try plane.send(question)
            let answer = Octets.icmpv6(
                from: Net.homeAgent, to: Net.otherLocal, type: 136, hopLimit: 255,
                [0x40, 0, 0, 0] + Octets.address(Net.mobile) + [2, 1] + Frame.homeAgent)
            let frame = Octets.ethernet(to: Frame.homeAgent, from: Frame.homeAgent, answer)
            #expect(verdict == Verdict(action: .redirect, frame: frame))
            #expect(plane.counted == [.ownSolicitationsAnswered: 1])
        }
    }

    @Test("Probes, and questions for others, go out onto the link")
    func leavesSolicitations() throws {
        try Net.withPlane { plane in
            try plane.describeLoopback()
            try plane.beginNeighborProxy(Net.target(Net.mobile), source: .of(Net.homeAgent))
            let others = [
                Self.solicitation(of: Net.mobile, from: "::", to: "ff02::1:ff00:100"),
                Self.solicitation(of: Net.second, from: Net.homeAgent, to: "ff02::1:ff00:200"),
            ]
            for frame in others {
                let verdict = try plane.send(frame)
                #expect(verdict == Verdict(action: .pass, frame: frame))
            }
            #expect(plane.counted == [:])
        }
    }

    @Test("This node's own answer to itself is no sign of another's use of the address")
    func ownAnswerIsNotHeard() throws {
        try Net.withPlane { plane in
            try plane.describeLoopback()
            try plane.beginAddressWatch(Net.target(Net.mobile))
            let answer = Octets.icmpv6(
                from: Net.homeAgent, to: Net.otherLocal, type: 136, hopLimit: 255,
                [0x60, 0, 0, 0] + Octets.address(Net.mobile) + [2, 1] + Frame.homeAgent)
            _ = try plane.receive(Octets.ethernet(from: Frame.homeAgent, answer))
            #expect(plane.punted.isEmpty)
            _ = try plane.receive(Octets.ethernet(from: Frame.stranger, answer))
            #expect(plane.punted.count == 1)
        }
    }
}
