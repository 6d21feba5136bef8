import Core
import Testing

@testable import Linux

/// Neighbor Solicitations for the addresses of mobile nodes that are away (RFC 6275 section 10.4.1, RFC 4861).
@Suite struct NeighborSolicitationTests {
    private typealias Net = HomeNetwork

    private static let neighbor = "fe80::9"
    private static let solicitedNode = "ff02::1:ff00:100"
    private static let solicitedNodeFrame: [UInt8] = [0x33, 0x33, 0xff, 0, 1, 0]
    private static let sourceLinkLayer: [UInt8] = [1, 1] + Frame.peer

    private static func withProxy(_ body: (ForwardingPlane) throws -> Void) throws {
        try Net.withPlane { plane in
            try plane.describeLoopback()
            try plane.beginNeighborProxy(Net.target(Net.mobile), source: .of(Net.homeAgent))
            try body(plane)
        }
    }

    private static func solicitation(
        from source: String = neighbor, to destination: String = solicitedNode, target: String = Net.mobile,
        code: UInt8 = 0, hopLimit: UInt8 = 255, options: [UInt8] = sourceLinkLayer
    ) -> [UInt8] {
        Octets.icmpv6(
            from: source, to: destination, type: 135, code: code, hopLimit: hopLimit,
            [0, 0, 0, 0] + Octets.address(target) + options)
    }

    private static func advertisement(to destination: String, flags: UInt8) -> [UInt8] {
        Octets.icmpv6(
            from: Net.homeAgent, to: destination, type: 136, hopLimit: 255,
            [flags, 0, 0, 0] + Octets.address(Net.mobile) + [2, 1] + Frame.homeAgent)
    }

    private func expectAnswered(
        _ plane: ForwardingPlane, _ frame: [UInt8], by answer: [UInt8],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let verdict = try plane.receive(frame)
        #expect(verdict == Verdict(action: .redirect, frame: answer), sourceLocation: sourceLocation)
    }

    /// Ether(dst=33:33:ff:00:01:00)/IPv6(dst=ff02::1:ff00:100)/ICMPv6ND_NS(tgt=mobile)/ICMPv6NDOptSrcLLAddr()
    @Test("Who asks is answered: solicited, not overriding, from the home agent, with its link-layer address")
    func answers() throws {
        try Self.withProxy { plane in
            let answer = Self.advertisement(to: Self.neighbor, flags: 0x40)
            #expect(Checksum.isRight(in: answer))
            try expectAnswered(
                plane, Octets.ethernet(to: Self.solicitedNodeFrame, Self.solicitation()),
                by: Octets.ethernet(to: Frame.peer, from: Frame.homeAgent, answer))
            #expect(plane.counted == [.neighborAdvertisementsSent: 1])
        }
    }

    @Test("Unicast solicitations, to see whether the address is still reachable, are answered the same")
    func unicast() throws {
        try Self.withProxy { plane in
            try expectAnswered(
                plane, Octets.ethernet(Self.solicitation(from: "2001:db8:1::9", to: Net.mobile, options: [])),
                by: Octets.ethernet(
                    to: Frame.peer, from: Frame.homeAgent, Self.advertisement(to: "2001:db8:1::9", flags: 0x40)))
        }
    }

    @Test("A probe is answered to all nodes, unsolicited")
    func probe() throws {
        try Self.withProxy { plane in
            try expectAnswered(
                plane, Octets.ethernet(to: Self.solicitedNodeFrame, Self.solicitation(from: "::", options: [])),
                by: Octets.ethernet(
                    to: Frame.allNodes, from: Frame.homeAgent, Self.advertisement(to: "ff02::1", flags: 0x20)))
        }
    }

    @Test("Options that nobody knows do no harm, a nonce in a probe neither")
    func unknownOptions() throws {
        try Self.withProxy { plane in
            let nonce: [UInt8] = [14, 1, 1, 2, 3, 4, 5, 6]
            let long: [UInt8] = [253, 60] + [UInt8](repeating: 7, count: 478)
            let many: [UInt8] = (0..<20).flatMap { [200 + $0, 1, 0, 0, 0, 0, 0, 0] }
            for options in [nonce, nonce + Self.sourceLinkLayer, long + long, many] {
                try expectAnswered(
                    plane, Octets.ethernet(to: Self.solicitedNodeFrame, Self.solicitation(options: options)),
                    by: Octets.ethernet(
                        to: Frame.peer, from: Frame.homeAgent, Self.advertisement(to: Self.neighbor, flags: 0x40)))
            }
            try expectAnswered(
                plane, Octets.ethernet(to: Self.solicitedNodeFrame, Self.solicitation(from: "::", options: nonce)),
                by: Octets.ethernet(
                    to: Frame.allNodes, from: Frame.homeAgent, Self.advertisement(to: "ff02::1", flags: 0x20)))
        }
    }

    @Test("The interface's new link-layer address is told from then on")
    func newLinkLayerAddress() throws {
        try Self.withProxy { plane in
            try plane.describeLoopback(Frame.stranger)
            let frame = Octets.ethernet(to: Self.solicitedNodeFrame, Self.solicitation())
            let verdict = try plane.receive(frame)
            #expect(Array(verdict.frame[6..<12]) == Frame.stranger)
            #expect(verdict.frame.suffix(6) == Frame.stranger[...])
            #expect(Checksum.isRight(in: verdict.packet))
        }
    }

    @Test("Nothing else on the link is answered")
    func others() throws {
        try Self.withProxy { plane in
            for target in ["2001:db8:1::101", Net.homeAgent, "fe80::100", Net.second, "ff02::1"] {
                let solicitation = Self.solicitation(target: target)
                try expectUntouched(plane, Octets.ethernet(to: Self.solicitedNodeFrame, solicitation))
            }
            let elsewhere = NeighborTarget(interface: InterfaceIndex(rawValue: 2), address: try .of(Net.second))
            try plane.beginNeighborProxy(elsewhere, source: .of(Net.homeAgent))
            let solicitation = Self.solicitation(target: Net.second)
            try expectUntouched(plane, Octets.ethernet(to: Self.solicitedNodeFrame, solicitation))
        }
    }

    @Test("A mobile node that came home is defended no more")
    func ends() throws {
        try Self.withProxy { plane in
            try plane.endNeighborProxy(Net.target(Net.mobile))
            try expectUntouched(plane, Octets.ethernet(to: Self.solicitedNodeFrame, Self.solicitation()))
        }
    }

    @Test("Frames for other hosts are not answered")
    func otherHost() throws {
        try Self.withProxy { plane in
            try expectUntouched(plane, Octets.ethernet(to: Frame.stranger, Self.solicitation(to: Net.mobile)))
        }
    }

    @Test("A solicitation that was forwarded is dropped", arguments: [0, 64, 254] as [UInt8])
    func hopLimit(_ hopLimit: UInt8) throws {
        try Self.withProxy { plane in
            let frame = Octets.ethernet(to: Self.solicitedNodeFrame, Self.solicitation(hopLimit: hopLimit))
            try expectDropped(plane, frame, for: .neighborSolicitationHopLimit)
        }
    }

    @Test("A code other than 0 is dropped")
    func code() throws {
        try Self.withProxy { plane in
            let frame = Octets.ethernet(to: Self.solicitedNodeFrame, Self.solicitation(code: 1))
            try expectDropped(plane, frame, for: .neighborSolicitationCode)
        }
    }

    @Test("A wrong checksum is dropped, wherever the octet is that makes it wrong", arguments: [8, 23, 24, 42, 43, 71])
    func checksum(_ position: Int) throws {
        try Self.withProxy { plane in
            var packet = Self.solicitation()
            packet[position] ^= 0x10
            try expectDropped(
                plane, Octets.ethernet(to: Self.solicitedNodeFrame, packet), for: .neighborSolicitationChecksum)
        }
    }

    @Test("A message too short for its target, or longer than its packet, is dropped", arguments: [0, 23, 33, 500])
    func length(_ length: Int) throws {
        try Self.withProxy { plane in
            var packet = Self.solicitation()
            packet.replaceSubrange(4..<6, with: Octets.number(length, octets: 2))
            try expectDropped(
                plane, Octets.ethernet(to: Self.solicitedNodeFrame, packet), for: .neighborSolicitationLength)
        }
    }

    @Test("Options have a length, and end where the message ends")
    func options() throws {
        try Self.withProxy { plane in
            let none: [UInt8] = [1, 0, 0, 0, 0, 0, 0, 0]
            let past: [UInt8] = [14, 2, 0, 0, 0, 0, 0, 0]
            let stump: [UInt8] = [14, 1, 0, 0]
            for options in [none, Self.sourceLinkLayer + none, past, Self.sourceLinkLayer + past, stump] {
                let frame = Octets.ethernet(to: Self.solicitedNodeFrame, Self.solicitation(options: options))
                try expectDropped(plane, frame, for: .neighborSolicitationOption)
            }
        }
    }

    @Test("A probe has no link-layer address, and goes to a solicited-node address")
    func probeRules() throws {
        try Self.withProxy { plane in
            let withOption = Self.solicitation(from: "::")
            try expectDropped(
                plane, Octets.ethernet(to: Self.solicitedNodeFrame, withOption), for: .neighborSolicitationOption)
            for destination in [Net.mobile, "ff02::1", "ff02::2:ff00:100", "ff05::1:ff00:100"] {
                let probe = Self.solicitation(from: "::", to: destination, options: [])
                try expectDropped(plane, Octets.ethernet(probe), for: .neighborSolicitationSource)
            }
        }
    }

    @Test("Nobody asks from a multicast address")
    func multicastSource() throws {
        try Self.withProxy { plane in
            let frame = Octets.ethernet(to: Self.solicitedNodeFrame, Self.solicitation(from: "ff02::9"))
            try expectDropped(plane, frame, for: .neighborSolicitationSource)
        }
    }

    @Test("A solicitation cut off before its target ends is the kernel's to drop")
    func truncated() throws {
        try Self.withProxy { plane in
            let frame = Octets.ethernet(to: Self.solicitedNodeFrame, Self.solicitation())
            try expectUntouched(plane, Array(frame.prefix(14 + 40 + 23)))
        }
    }

    @Test("Without the interface's link-layer address there is nothing to tell")
    func unknownInterface() throws {
        try Net.withPlane { plane in
            try plane.beginNeighborProxy(Net.target(Net.mobile), source: .of(Net.homeAgent))
            let frame = Octets.ethernet(to: Self.solicitedNodeFrame, Self.solicitation())
            try expectDropped(plane, frame, for: .neighborAdvertisementFailed)
        }
    }
}
