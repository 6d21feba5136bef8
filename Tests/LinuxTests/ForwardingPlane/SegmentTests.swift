import Core
import Testing

@testable import Linux

/// Packets of offloads: many segments in one. A test run's have no known kind, so the kernel itself refuses to tunnel
/// them; that they come so far shows that their segments were found to fit.
@Suite struct SegmentTests {
    private typealias Net = HomeNetwork

    private static func tcp(segments: Int, of size: Int) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 32)
        header[12] = 8 << 4
        return Octets.ipv6(
            from: Net.correspondent, to: Net.mobile, next: 6, header + [UInt8](repeating: 1, count: segments * size))
    }

    private static func udp(segments: Int, of size: Int) -> [UInt8] {
        Octets.udp(from: Net.correspondent, to: Net.mobile, payload: segments * size)
    }

    @Test("Segments that fit with the outer header are tunnelled as they are")
    func fits() throws {
        try Net.withPath(mtu: 1400) { plane in
            let tcp = Octets.ethernet(Self.tcp(segments: 2, of: 1360 - 72))
            try expectDropped(plane, tcp, for: .tunnelEncapsulationFailed, segmentSize: 1360 - 72)
            let udp = Octets.ethernet(Self.udp(segments: 2, of: 1360 - 48))
            try expectDropped(plane, udp, for: .tunnelEncapsulationFailed, segmentSize: 1360 - 48)
        }
    }

    @Test("TCP's are cut anew if that makes them fit, UDP's are too big")
    func cutAnew() throws {
        try Net.withPath(mtu: 1400) { plane in
            let tcp = Octets.ethernet(Self.tcp(segments: 2, of: 1400 - 72))
            try expectDropped(plane, tcp, for: .tunnelEncapsulationFailed, segmentSize: 1400 - 72)
            let udp = Self.udp(segments: 2, of: 1361 - 48)
            let verdict = try plane.receive(Octets.ethernet(udp), segmentSize: 1361 - 48)
            #expect(verdict.action == .redirect)
            #expect(Array(verdict.packet[44..<48]) == Octets.number(1360, octets: 4))
            #expect(Array(verdict.packet[48...]) == Array(udp.prefix(1232)))
        }
    }

    @Test("TCP segments longer than the path carries at all are too big")
    func tooBig() throws {
        try Net.withPath(mtu: 1400) { plane in
            let size = 1401 - 72
            let verdict = try plane.receive(Octets.ethernet(Self.tcp(segments: 2, of: size)), segmentSize: UInt32(size))
            #expect(verdict.action == .redirect)
            #expect(plane.counted == [.packetTooBigSent: 1])
        }
    }

    @Test("Short segments fit any path, however many there are")
    func short() throws {
        try Net.withPath(mtu: 1280) { plane in
            let udp = Octets.ethernet(Self.udp(segments: 30, of: 100))
            try expectDropped(plane, udp, for: .tunnelEncapsulationFailed, segmentSize: 100)
        }
    }
}
