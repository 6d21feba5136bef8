import Core
import Testing

@testable import Linux

/// What routers say of tunnelled packets, and what the sources of the packets inside are told of it (RFC 2473 section 8).
@Suite struct TunnelErrorTests {
    private typealias Net = HomeNetwork

    private static let router = "2001:db8:e::1"
    private static let limit: [UInt8] = [41, 0, 4, 1, 0, 1, 1, 0]

    /// An error about a packet in the tunnel to the mobile node.
    private static func error(
        _ type: UInt8, _ code: UInt8, body: Int = 0, about inner: [UInt8], limited: Bool = false,
        from agent: String = Net.homeAgent, careOf: String = Net.mobileCareOf
    ) -> [UInt8] {
        let tunnelled = Octets.ipv6(
            from: agent, to: careOf, next: limited ? 60 : 41, length: inner.count + (limited ? 8 : 0),
            (limited ? limit : []) + inner)
        return Octets.icmpv6(
            from: router, to: Net.homeAgent, type: type, code: code,
            Octets.number(body, octets: 4) + tunnelled.prefix(1232))
    }

    private static func packet(_ payload: Int = 500, from source: String = Net.correspondent) -> [UInt8] {
        Octets.udp(from: source, to: Net.mobile, payload: payload)
    }

    /// What the source is told of an address that cannot be reached.
    private static func unreachable(_ inner: [UInt8], to source: String = Net.correspondent) -> [UInt8] {
        Octets.icmpv6(from: Net.homeAgent, to: source, type: 1, code: 3, [0, 0, 0, 0] + inner)
    }

    @Test(
        "Whatever is wrong with the tunnel, the address cannot be reached",
        arguments: [(1, 0), (1, 3), (1, 1), (3, 0)] as [(UInt8, UInt8)])
    func unreachable(_ type: UInt8, _ code: UInt8) throws {
        try Net.withPlane { plane in
            let inner = Self.packet()
            let verdict = try plane.receive(Octets.ethernet(Self.error(type, code, about: inner)))
            #expect(verdict == Verdict(action: .pass, frame: Octets.ethernet(Self.unreachable(inner))))
            #expect(plane.counted == [.tunnelErrorsReceived: 1, .tunnelErrorsRelayed: 1])
            #expect(plane.bindingCounters(homeAddress: try .of(Net.mobile))?.tunnelErrors == 1)
        }
    }

    @Test("A tunnelled packet may have left in fragments: the first one shows whom to tell", arguments: [false, true])
    func fragments(_ isLater: Bool) throws {
        try Net.withPlane { plane in
            let inner = Self.packet()
            let fragment = [41, 0, 0, isLater ? 9 : 1, 0, 0, 0, 1] + inner
            let tunnelled = Octets.ipv6(from: Net.homeAgent, to: Net.mobileCareOf, next: 44, fragment)
            let frame = Octets.ethernet(
                Octets.icmpv6(from: Self.router, to: Net.homeAgent, type: 1, [0, 0, 0, 0] + tunnelled))
            guard !isLater else { return try expectUntouched(plane, frame) }
            #expect(try plane.receive(frame).packet == Self.unreachable(inner))
            #expect(plane.counted == [.tunnelErrorsReceived: 1, .tunnelErrorsRelayed: 1])
        }
    }

    @Test("As much is quoted as the router quoted", arguments: [0, 7, 1144, 1400])
    func quote(_ payload: Int) throws {
        try Net.withPlane { plane in
            let inner = Self.packet(payload)
            let verdict = try plane.receive(Octets.ethernet(Self.error(1, 0, about: inner)))
            #expect(verdict.packet == Self.unreachable(Array(inner.prefix(1192))))
        }
    }

    @Test("A mobile node is told through its own tunnel")
    func mobileNode() throws {
        try Net.withPlane { plane in
            let inner = Self.packet(from: Net.second)
            let told = Octets.ipv6(
                from: Net.homeAgent, to: Net.secondCareOf, next: 41, Self.unreachable(inner, to: Net.second))
            for limited in [false, true] {
                let verdict = try plane.receive(Octets.ethernet(Self.error(1, 0, about: inner, limited: limited)))
                #expect(verdict == Verdict(action: .pass, frame: Octets.ethernet(told)))
            }
        }
    }

    @Test("Packet Too Big is handed on, less the outer header", arguments: [(false, 1360), (true, 1352)])
    func packetTooBig(limited: Bool, mtu: Int) throws {
        try Net.withPlane { plane in
            let inner = Self.packet(1400)
            let error = Self.error(2, 0, body: 1400, about: inner, limited: limited)
            let verdict = try plane.receive(Octets.ethernet(error))
            let quote = inner.prefix(limited ? 1184 : 1192)
            let told = Octets.icmpv6(
                from: Net.homeAgent, to: Net.correspondent, type: 2, Octets.number(mtu, octets: 4) + quote)
            #expect(verdict == Verdict(action: .pass, frame: Octets.ethernet(told)))
            #expect(plane.pathMTU(homeAddress: try .of(Net.mobile)) == 1400)
            #expect(plane.bindingCounters(homeAddress: try .of(Net.mobile))?.tunnelErrors == 0)
        }
    }

    @Test("No source is asked to send less than every link carries")
    func leastMTU() throws {
        try Net.withPlane { plane in
            let verdict = try plane.receive(Octets.ethernet(Self.error(2, 0, body: 1290, about: Self.packet(1400))))
            #expect(Array(verdict.packet[44..<48]) == Octets.number(1280, octets: 4))
            let short = Octets.ethernet(Self.error(2, 0, body: 1290, about: Self.packet(1232)))
            try expectPassed(plane, short, as: short)
        }
    }

    @Test("A Parameter Problem is the source's concern only where it points to a used up limit of encapsulations")
    func parameterProblem() throws {
        try Net.withPlane { plane in
            let inner = Self.packet()
            let verdict = try plane.receive(
                Octets.ethernet(Self.error(4, 0, body: 44, about: inner, limited: true)))
            #expect(verdict.packet == Self.unreachable(inner))
            let others = [
                Self.error(4, 1, body: 44, about: inner, limited: true),
                Self.error(4, 0, body: 6, about: inner, limited: true),
                Self.error(4, 0, body: 44, about: inner),
            ]
            for other in others {
                let frame = Octets.ethernet(other)
                try expectPassed(plane, frame, as: frame)
            }
            #expect(plane.counted == [.tunnelErrorsReceived: 4, .tunnelErrorsRelayed: 1])
        }
    }

    @Test("What is not about a tunnel of this node, or is damaged, or ends too early, is the kernel's")
    func notOurs() throws {
        try Net.withPlane { plane in
            var damaged = Self.error(1, 0, about: Self.packet())
            damaged[100] ^= 1
            let others = [
                damaged,
                Self.error(1, 0, about: Self.packet(), from: Net.otherLocal),
                Self.error(1, 0, about: Self.packet(), careOf: Net.secondCareOf),
                Self.error(1, 0, about: Octets.udp(from: Net.correspondent, to: "2001:db8:1::300")),
                Self.error(1, 0, about: Array(Self.packet().prefix(39))),
                Octets.icmpv6(from: Self.router, to: Net.homeAgent, type: 1, [0, 0, 0, 0] + Self.packet()),
            ]
            for other in others {
                try expectUntouched(plane, Octets.ethernet(other))
            }
        }
    }

    @Test("No error is sent about an error, or to what is no node's address")
    func neverAnswered() throws {
        try Net.withPlane { plane in
            let about = [
                Octets.icmpv6(from: Net.correspondent, to: Net.mobile, type: 1, [0, 0, 0, 0]),
                Self.packet(from: "ff0e::1"), Self.packet(from: "::"), Self.packet(from: "fe80::1"),
            ]
            for inner in about {
                let frame = Octets.ethernet(Self.error(1, 0, about: inner))
                try expectPassed(plane, frame, as: frame)
            }
            #expect(plane.counted == [.tunnelErrorsReceived: 4])
        }
    }

    @Test("Errors have a rate")
    func rate() throws {
        try Net.withPlane { plane in
            try plane.setErrorTokens(1, earnedAfter: .seconds(3600))
            let frame = Octets.ethernet(Self.error(1, 0, about: Self.packet()))
            #expect(try plane.receive(frame).frame != frame)
            try expectPassed(plane, frame, as: frame)
            #expect(
                plane.counted == [.tunnelErrorsReceived: 2, .tunnelErrorsRelayed: 1, .errorRateLimited: 1])
        }
    }
}
