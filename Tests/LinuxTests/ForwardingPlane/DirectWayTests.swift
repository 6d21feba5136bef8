import Core
import Testing

@testable import Linux

/// What this node sends to a mobile node that it has a binding for (RFC 6275 section 9.3.2).
@Suite struct DirectWayTests {
    private typealias Net = HomeNetwork

    private static func packet(
        payload: Int = 16, from source: String = DirectWay.own, to destination: String = DirectWay.home
    )
        -> [UInt8]
    {
        Octets.udp(from: source, to: destination, trafficClass: 0xb8, flowLabel: 0x12345, payload: payload)
    }

    private static func ownPacket(_ next: UInt8, hopLimit: UInt8 = 64, _ payload: [UInt8]) -> [UInt8] {
        Octets.ipv6(from: DirectWay.own, to: DirectWay.home, next: next, hopLimit: hopLimit, payload)
    }

    private func expectByHome(
        _ plane: ForwardingPlane, _ packet: [UInt8], counted: [ForwardingCounter: UInt64] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let frame = Octets.ethernet(packet)
        try #expect(plane.send(frame) == Verdict(action: .pass, frame: frame), sourceLocation: sourceLocation)
        #expect(plane.counted == counted, sourceLocation: sourceLocation)
    }

    @Test("A packet to the home address leaves for the care-of address, with a type 2 routing header, else as it is")
    func sends() throws {
        try DirectWay.withPlane { plane in
            let verdict = try plane.send(Octets.ethernet(Self.packet()))
            let expected = Octets.ethernet(DirectWay.onTheWay(Self.packet()))
            #expect(verdict == Verdict(action: .redirect, frame: expected))
            #expect(plane.counted == [.routeOptimizedPacketsSent: 1])
            try #expect(
                plane.routeOptimizationUse(DirectWay.entry().key)
                    == RouteOptimizationUse(packetsSent: 1, octetsSent: UInt64(Self.packet().count)))
        }
    }

    @Test("Whatever is above IP goes so: TCP, ICMPv6, ESP, options for the destination, fragments")
    func protocols() throws {
        try DirectWay.withPlane { plane in
            let packets = [
                Self.ownPacket(6, [UInt8](repeating: 7, count: 20)),
                Octets.icmpv6(from: DirectWay.own, to: DirectWay.home, type: 128, [0, 1, 0, 1]),
                Octets.icmpv6(from: DirectWay.own, to: DirectWay.home, type: 1, [0, 0, 0, 0] + Self.packet()),
                Self.ownPacket(50, [UInt8](repeating: 7, count: 20)),
                Self.ownPacket(60, [17, 0, 1, 4, 0, 0, 0, 0] + [UInt8](repeating: 7, count: 20)),
                Self.ownPacket(44, [17, 0, 0, 1, 0, 0, 0, 1] + [UInt8](repeating: 7, count: 16)),
            ]
            for packet in packets {
                let expected = Octets.ethernet(DirectWay.onTheWay(packet))
                try #expect(plane.send(Octets.ethernet(packet)) == Verdict(action: .redirect, frame: expected))
            }
        }
    }

    @Test("Mobility Headers, neighbor discovery, and what a routing header does not fit, go to the home address")
    func exceptions() throws {
        try DirectWay.withPlane { plane in
            let mobility: [UInt8] = [59, 1, 3, 0] + [UInt8](repeating: 0, count: 12)
            let unusedRouting = [17, 2, 0, 1, 0, 0, 0, 0] + Octets.address(DirectWay.careOf)
            let aboutMobility = Octets.ipv6(from: DirectWay.home, to: DirectWay.own, next: 135, mobility)
            let packets = [
                Self.ownPacket(135, mobility),
                Self.ownPacket(60, [135, 0, 1, 4, 0, 0, 0, 0] + mobility),
                Self.ownPacket(44, [135, 0, 0, 1, 0, 0, 0, 1] + mobility),
                Octets.icmpv6(from: DirectWay.own, to: DirectWay.home, type: 4, [0, 0, 0, 40] + aboutMobility),
                Octets.icmpv6(
                    from: DirectWay.own, to: DirectWay.home, type: 136, hopLimit: 255,
                    [0x40, 0, 0, 0] + Octets.address(DirectWay.own)),
                Self.ownPacket(51, [UInt8](repeating: 7, count: 24)),
                Self.ownPacket(0, [17, 0, 1, 4, 0, 0, 0, 0] + [UInt8](repeating: 7, count: 20)),
                Self.ownPacket(43, unusedRouting + [UInt8](repeating: 7, count: 20)),
                Self.ownPacket(60, [43, 0, 1, 4, 0, 0, 0, 0] + unusedRouting + [UInt8](repeating: 7, count: 20)),
            ]
            for packet in packets {
                try expectByHome(plane, packet)
            }
        }
    }

    @Test("Another address of this node, another home address, and what is only forwarded, have nothing to do with it")
    func others() throws {
        try DirectWay.withPlane { plane in
            try expectByHome(plane, Self.packet(from: Net.homeAgent))
            try expectByHome(plane, Self.packet(to: "2001:db8:9::a"))
            try expectByHome(plane, Self.packet(to: DirectWay.careOf))
            try expectUntouched(plane, Octets.ethernet(Self.packet()))
        }
    }

    @Test("Without a route to the care-of address it goes to the home address")
    func noRoute() throws {
        try DirectWay.withPlane { plane in
            _ = plane.beginRouteOptimization(try DirectWay.entry(careOf: "2001:db8:77::1"))
            try expectByHome(plane, Self.packet(), counted: [.routeOptimizationNoRoute: 1])
        }
    }

    @Test("What does not fit the path is answered to this node itself; what fits goes")
    func packetTooBig() throws {
        try DirectWay.withPlane(mtu: 1400) { plane in
            let large = Self.packet(payload: 1329)
            let error = Octets.icmpv6(
                from: DirectWay.own, to: DirectWay.own, type: 2, Octets.number(1376, octets: 4) + large.prefix(1232))
            let frame = Octets.ethernet(to: Frame.host, from: Frame.host, error)
            try #expect(plane.send(Octets.ethernet(large)) == Verdict(action: .redirect, frame: frame))
            #expect(plane.counted == [.packetTooBigSent: 1])
            let largest = Self.packet(payload: 1328)
            let expected = Octets.ethernet(DirectWay.onTheWay(largest))
            try #expect(plane.send(Octets.ethernet(largest)) == Verdict(action: .redirect, frame: expected))
        }
    }

    @Test("What every link has to carry, but not with a routing header, goes to the home address")
    func leastMTU() throws {
        try DirectWay.withPlane(mtu: 1290) { plane in
            try expectByHome(plane, Self.packet(payload: 1232), counted: [.routeOptimizationNoRoom: 1])
            let verdict = try plane.send(Octets.ethernet(Self.packet(payload: 1233)))
            #expect(
                Array(verdict.packet[40..<48]) == [2, 0] + verdict.packet[42..<44] + Octets.number(1280, octets: 4))
            try #expect(plane.send(Octets.ethernet(Self.packet(payload: 1218))).packet.count == 1290)
        }
    }

    @Test("What an offload has made, and the kernel does not let be changed, goes to the home address as it is")
    func refused() throws {
        try DirectWay.withPlane { plane in
            let frame = Octets.ethernet(Self.packet(payload: 2000))
            try #expect(plane.send(frame, segmentSize: 1000) == Verdict(action: .pass, frame: frame))
            #expect(plane.counted == [.routeOptimizationRefused: 1])
        }
    }

    @Test("A home agent sends directly to a mobile node of its own while it can, and through the tunnel else")
    func homeAgent() throws {
        try DirectWay.withPlane { plane in
            let entry = try DirectWay.entry(own: Net.homeAgent, home: Net.mobile)
            let frame = Octets.ethernet(Self.packet(from: Net.homeAgent, to: Net.mobile))
            try #expect(plane.send(frame).packet[6] == 41)
            _ = plane.beginRouteOptimization(entry)
            try #expect(plane.send(frame).packet[6] == 43)
            let mobility = Octets.ipv6(from: Net.homeAgent, to: Net.mobile, next: 135, [59, 0, 0, 0, 0, 0, 0, 0])
            try #expect(plane.send(Octets.ethernet(mobility)).packet[6] == 41)
            plane.endRouteOptimization(entry.key)
            try #expect(plane.send(frame).packet[6] == 41)
        }
    }

    @Test("A new care-of address holds from the next packet on, and does not begin the counts anew; the end does")
    func moves() throws {
        try DirectWay.withPlane { plane in
            let key = try DirectWay.entry().key
            _ = try plane.send(Octets.ethernet(Self.packet()))
            try #expect(plane.beginRouteOptimization(DirectWay.entry(careOf: Net.secondCareOf)) == .installed)
            let verdict = try plane.send(Octets.ethernet(Self.packet()))
            #expect(verdict.packet == DirectWay.onTheWay(Self.packet(), careOf: Net.secondCareOf))
            #expect(plane.routeOptimizationUse(key)?.packetsSent == 2)
            plane.endRouteOptimization(key)
            #expect(plane.routeOptimizationUse(key) == nil)
            try expectByHome(plane, Self.packet(), counted: [.routeOptimizedPacketsSent: 2])
        }
    }
}
