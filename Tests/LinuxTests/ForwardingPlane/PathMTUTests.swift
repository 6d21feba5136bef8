import Core
import Testing

@testable import Linux

/// What routers on the way to a care-of address tell of the path (RFC 8201, RFC 2473 section 8).
@Suite struct PathMTUTests {
    private typealias Net = HomeNetwork

    private static let router = "2001:db8:e::1"

    /// What a router says of a packet that was tunnelled to the mobile node.
    private static func report(
        mtu: Int, from agent: String = Net.homeAgent, careOf: String = Net.mobileCareOf, home: String = Net.mobile,
        to destination: String = Net.homeAgent
    ) -> [UInt8] {
        let inner = Octets.udp(from: Net.correspondent, to: home, payload: 1100)
        let tunnelled = Octets.ipv6(from: agent, to: careOf, next: 41, length: 1450, inner)
        return Octets.icmpv6(from: router, to: destination, type: 2, Octets.number(mtu, octets: 4) + tunnelled)
    }

    /// The MTU that a correspondent is told for a packet of 1460 octets; `nil` if it is tunnelled.
    private static func told(by plane: ForwardingPlane, to home: String = Net.mobile) throws -> Int? {
        let packet = Octets.udp(from: Net.correspondent, to: home, payload: 1460 - 48)
        let verdict = try plane.receive(Octets.ethernet(packet))
        guard verdict.action == .redirect else { return nil }
        return verdict.packet[44..<48].reduce(0) { $0 << 8 | Int($1) }
    }

    @Test("A Packet Too Big about the tunnel is learnt from, and goes on to the kernel")
    func learns() throws {
        try Net.withPath(mtu: 1500) { plane in
            #expect(try Self.told(by: plane) == nil)
            let report = Octets.ethernet(Self.report(mtu: 1420))
            try expectPassed(plane, report, as: report)
            #expect(try Self.told(by: plane) == 1380)
            #expect(try Self.told(by: plane, to: Net.second) == nil)
            #expect(
                plane.counted == [
                    .packetsTunnelled: 2, .packetTooBigLearned: 1, .packetTooBigSent: 1, .tunnelErrorsReceived: 1,
                ])
        }
    }

    @Test("What was learnt is told, until it is to be forgotten or the care-of address is another one")
    func told() throws {
        try Net.withPath(mtu: 1500) { plane in
            let home = try IPv6Address.of(Net.mobile)
            #expect(plane.pathMTU(homeAddress: home) == nil)
            _ = try plane.receive(Octets.ethernet(Self.report(mtu: 1420)))
            #expect(plane.pathMTU(homeAddress: home) == 1420)
            #expect(plane.pathMTU(homeAddress: home, at: MonotonicClock.kernelTime() + 590_000_000_000) == 1420)
            #expect(plane.pathMTU(homeAddress: home, at: MonotonicClock.kernelTime() + 601_000_000_000) == nil)
            #expect(plane.pathMTU(homeAddress: try .of(Net.second)) == nil)
            #expect(plane.install(try Net.tunnel(of: Net.mobile, to: "2001:db8:a2::6")) == .installed)
            #expect(plane.pathMTU(homeAddress: home) == nil)
        }
    }

    @Test("It goes down from there, never up, and not below the least MTU of IPv6")
    func onlyDown() throws {
        try Net.withPath(mtu: 1500) { plane in
            _ = try plane.receive(Octets.ethernet(Self.report(mtu: 1400)))
            _ = try plane.receive(Octets.ethernet(Self.report(mtu: 1450)))
            #expect(try Self.told(by: plane) == 1360)
            _ = try plane.receive(Octets.ethernet(Self.report(mtu: 1380)))
            #expect(try Self.told(by: plane) == 1340)
            _ = try plane.receive(Octets.ethernet(Self.report(mtu: 600)))
            #expect(try Self.told(by: plane) == 1280)
            _ = try plane.receive(Octets.ethernet(Self.report(mtu: 1280)))
            #expect(plane.counters()[.packetTooBigLearned] == 3)
        }
    }

    @Test("It belongs to the care-of address: a new one begins anew, the same one goes on")
    func careOfAddress() throws {
        try Net.withPath(mtu: 1500) { plane in
            _ = try plane.receive(Octets.ethernet(Self.report(mtu: 1400)))
            #expect(plane.install(try Net.tunnel(of: Net.mobile, to: Net.mobileCareOf)) == .installed)
            #expect(try Self.told(by: plane) == 1360)
            #expect(plane.install(try Net.tunnel(of: Net.mobile, to: "2001:db8:b::6")) == .installed)
            #expect(try Self.told(by: plane) == nil)
        }
    }

    @Test("What is not about this tunnel, or is damaged, is not believed")
    func notBelieved() throws {
        try Net.withPath(mtu: 1500) { plane in
            var damaged = Self.report(mtu: 1400)
            damaged[60] ^= 1
            var timeExceeded = Self.report(mtu: 1400)
            timeExceeded[40] = 3
            let reports = [
                damaged, timeExceeded,
                Self.report(mtu: 1400, careOf: "2001:db8:a::6"),
                Self.report(mtu: 1400, from: Net.otherLocal),
                Self.report(mtu: 1400, to: Net.otherLocal),
                Self.report(mtu: 1400, home: "2001:db8:1::300"),
                Array(Self.report(mtu: 1400).prefix(127)),
            ]
            for report in reports {
                try expectUntouched(plane, Octets.ethernet(report))
            }
            #expect(try Self.told(by: plane) == nil)
        }
    }
}
