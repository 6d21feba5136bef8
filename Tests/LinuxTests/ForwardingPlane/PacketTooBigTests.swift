import Core
import Testing

@testable import Linux

/// Packets that do not fit their tunnel (RFC 2473 section 7.1, RFC 4443 section 3.2).
@Suite struct PacketTooBigTests {
    private typealias Net = HomeNetwork

    /// A UDP packet of so many octets, its IPv6 header included.
    private static func packet(_ length: Int, from source: String = Net.correspondent) -> [UInt8] {
        Octets.udp(from: source, to: Net.mobile, payload: length - 48)
    }

    /// What the source has to be told of `packet`.
    private static func error(
        about packet: [UInt8], mtu: Int, to destination: String = Net.correspondent, quote: Int = 1232
    ) -> [UInt8] {
        Octets.icmpv6(
            from: Net.homeAgent, to: destination, type: 2, Octets.number(mtu, octets: 4) + packet.prefix(quote))
    }

    @Test("What fits with the outer header is tunnelled", arguments: [1241, 1280, 1360])
    func fits(_ length: Int) throws {
        try Net.withPath(mtu: 1400) { plane in
            let verdict = try plane.receive(Octets.ethernet(Self.packet(length)))
            #expect(verdict.action == .pass)
            #expect(verdict.packet.count == length + 40)
            #expect(plane.counted == [.packetsTunnelled: 1])
        }
    }

    @Test("What does not is answered, back out of its interface, with the room that there is", arguments: [1361, 3000])
    func tooBig(_ length: Int) throws {
        try Net.withPath(mtu: 1400) { plane in
            let packet = Self.packet(length)
            let verdict = try plane.receive(Octets.ethernet(packet))
            let expected = Octets.ethernet(to: Frame.peer, from: Frame.host, Self.error(about: packet, mtu: 1360))
            #expect(verdict == Verdict(action: .redirect, frame: expected))
            #expect(Checksum.isRight(in: verdict.packet))
            #expect(verdict.packet.count == 1280)
            #expect(plane.counted == [.packetTooBigSent: 1])
            #expect(plane.bindingCounters(homeAddress: try .of(Net.mobile))?.packetsTunnelled == 0)
        }
    }

    @Test("No source is told of an MTU that is below the least of IPv6")
    func leastMTU() throws {
        try Net.withPath(mtu: 1300) { plane in
            let packet = Self.packet(1281)
            let verdict = try plane.receive(Octets.ethernet(packet))
            #expect(verdict.packet == Self.error(about: packet, mtu: 1280))
        }
    }

    @Test("The MTU of the interface counts as that of the route does")
    func interfaceMTU() throws {
        try Net.withPath(mtu: 1500) { plane in
            #expect(try plane.receive(Octets.ethernet(Self.packet(1460))).packet.count == 1500)
            let packet = Self.packet(1461)
            let verdict = try plane.receive(Octets.ethernet(packet))
            #expect(verdict.packet == Self.error(about: packet, mtu: 1460))
        }
    }

    @Test("An error is never answered with an error, hidden behind extension headers or not")
    func aboutErrors() throws {
        try Net.withPath(mtu: 1400) { plane in
            let body = [UInt8](repeating: 0, count: 1404)
            let plain = Octets.icmpv6(from: Net.correspondent, to: Net.mobile, type: 1, body)
            try expectDropped(plane, Octets.ethernet(plain), for: .errorNotAllowed)
            let hidden = Octets.ipv6(
                from: Net.correspondent, to: Net.mobile, next: 60, [58, 0, 1, 4, 0, 0, 0, 0] + plain.dropFirst(40))
            try expectDropped(plane, Octets.ethernet(hidden), for: .errorNotAllowed)
            let echo = Octets.icmpv6(from: Net.correspondent, to: Net.mobile, type: 128, body)
            #expect(try plane.receive(Octets.ethernet(echo)).action == .redirect)
        }
    }

    @Test("Errors have a rate: once the tokens are spent, packets are dropped until new ones are earned")
    func rate() throws {
        try Net.withPath(mtu: 1400) { plane in
            let frame = Octets.ethernet(Self.packet(1500))
            try plane.setErrorTokens(2, earnedAfter: .seconds(3600))
            for _ in 1...2 {
                let verdict = try plane.receive(frame)
                #expect(verdict.action == .redirect)
            }
            try expectDropped(plane, frame, for: .errorRateLimited)
            try plane.setErrorTokens(0, earnedAfter: .seconds(-1))
            let verdict = try plane.receive(frame)
            #expect(verdict.action == .redirect)
            #expect(plane.counted == [.packetTooBigSent: 3, .errorRateLimited: 1])
        }
    }

    /// A TCP segment and a UDP datagram as they come from GRO, or from a neighbor on the same machine: with the sum of
    /// the pseudo-header where the checksum is to be.
    private static var partial: [(packet: [UInt8], checksumAt: Int)] {
        let data = [UInt8](repeating: 0x5a, count: 1401)
        return [(UInt8(6), 16, 20), (17, 6, 8)].map { number, position, header in
            let segment = (0..<UInt8(header)).map { $0 &* 37 } + data
            let sum = ~Checksum.of([], from: Net.correspondent, to: Net.mobile, protocol: number)
            let withLength = Checksum.sum(Octets.number(Int(sum), octets: 2) + Octets.number(segment.count, octets: 2))
            var packet = Octets.ipv6(from: Net.correspondent, to: Net.mobile, next: number, segment)
            packet.replaceSubrange(40 + position..<42 + position, with: Octets.number(Int(withLength), octets: 2))
            return (packet, 40 + position)
        }
    }

    @Test("An interface that fills in the quoted packet's checksum later leaves the error's own right")
    func partialChecksum() throws {
        try Net.withPath(mtu: 1400) { plane in
            for (packet, position) in Self.partial {
                let verdict = try plane.receive(Octets.ethernet(packet))
                #expect(verdict.action == .redirect)
                #expect(Checksum.isRight(in: verdict.packet))

                var quote = Array(verdict.packet[48...])
                let filledIn = ~Checksum.sum(Array(quote[40...]))
                #expect(Octets.number(Int(filledIn), octets: 2) == Array(quote[position...position + 1]))
                quote.replaceSubrange(position...position + 1, with: packet[position...position + 1])
                #expect(quote == Array(packet.prefix(1232)))
            }
        }
    }

    @Test("A mobile node is told through its tunnel")
    func mobileNode() throws {
        try Net.withPath(mtu: 1400) { plane in
            let inner = Octets.udp(from: Net.second, to: Net.mobile, payload: 1361 - 48)
            let frame = Octets.ethernet(Octets.ipv6(from: Net.secondCareOf, to: Net.homeAgent, next: 41, inner))
            let verdict = try plane.receive(frame)
            let error = Self.error(about: inner, mtu: 1360, to: Net.second, quote: 1192)
            let expected = Octets.ipv6(from: Net.homeAgent, to: Net.secondCareOf, next: 41, error)
            #expect(verdict == Verdict(action: .pass, frame: Octets.ethernet(expected)))
            #expect(Checksum.isRight(in: error))
            #expect(expected.count == 1280)
            #expect(plane.counted == [.packetsReverseTunnelled: 1, .packetTooBigSent: 1])
        }
    }
}
