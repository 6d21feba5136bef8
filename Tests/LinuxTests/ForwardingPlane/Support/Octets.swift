import Core

@testable import Linux

/// Packets written down octet by octet, without the project's own codec, for they judge what the eBPF programs make.
enum Octets {
    static func address(_ text: String) -> [UInt8] {
        IPv6Address(text).map(\.octets) ?? []
    }

    static func number(_ value: Int, octets: Int) -> [UInt8] {
        (0..<octets).map { UInt8(truncatingIfNeeded: value >> (8 * (octets - 1 - $0))) }
    }

    static func ethernet(to destination: [UInt8] = Frame.host, from source: [UInt8] = Frame.peer, _ packet: [UInt8])
        -> [UInt8]
    {
        destination + source + [0x86, 0xdd] + packet
    }

    static func ipv6(
        from source: String, to destination: String, next: UInt8, hopLimit: UInt8 = 64, trafficClass: UInt8 = 0,
        flowLabel: Int = 0, length: Int? = nil, _ payload: [UInt8] = []
    ) -> [UInt8] {
        number(6 << 28 | Int(trafficClass) << 20 | flowLabel, octets: 4)
            + number(length ?? payload.count, octets: 2) + [next, hopLimit]
            + address(source) + address(destination) + payload
    }

    /// An ICMPv6 message with a right checksum.
    static func icmpv6(
        from source: String, to destination: String, type: UInt8, code: UInt8 = 0, hopLimit: UInt8 = 64,
        _ body: [UInt8]
    ) -> [UInt8] {
        let message = [type, code, 0, 0] + body
        let sum = Checksum.of(message, from: source, to: destination, protocol: 58)
        return ipv6(
            from: source, to: destination, next: 58, hopLimit: hopLimit,
            [type, code] + number(Int(sum), octets: 2) + body)
    }

    /// A UDP datagram with a right checksum.
    static func udp(
        from source: String, to destination: String, hopLimit: UInt8 = 64, trafficClass: UInt8 = 0,
        flowLabel: Int = 0, payload: Int = 16
    ) -> [UInt8] {
        let data = (0..<payload).map { UInt8(truncatingIfNeeded: $0) }
        let ports = number(5000, octets: 2) + number(6000, octets: 2) + number(8 + payload, octets: 2)
        let sum = Checksum.of(ports + [0, 0] + data, from: source, to: destination, protocol: 17)
        return ipv6(
            from: source, to: destination, next: 17, hopLimit: hopLimit, trafficClass: trafficClass,
            flowLabel: flowLabel, ports + number(Int(sum), octets: 2) + data)
    }
}

/// Link-layer addresses of the tests. The programs run on the loopback interface, whose address is all zeros.
enum Frame {
    static let host: [UInt8] = [0, 0, 0, 0, 0, 0]
    static let peer: [UInt8] = [0x02, 0, 0, 0, 0, 0x09]
    static let stranger: [UInt8] = [0x02, 0, 0, 0, 0, 0x77]
    static let allNodes: [UInt8] = [0x33, 0x33, 0, 0, 0, 1]
    static let homeAgent: [UInt8] = [0x02, 0, 0, 0, 0, 0x01]
}

/// RFC 1071, the long way.
enum Checksum {
    static func of(_ message: [UInt8], from source: String, to destination: String, protocol number: UInt8) -> UInt16 {
        let pseudo =
            Octets.address(source) + Octets.address(destination) + Octets.number(message.count, octets: 4)
            + [0, 0, 0, number]
        return ~sum(pseudo + message)
    }

    /// Whether the upper layer's checksum in a packet without extension headers is right.
    static func isRight(in packet: [UInt8]) -> Bool {
        guard packet.count > 40 else { return false }
        let length = Octets.number(packet.count - 40, octets: 4)
        return sum(Array(packet[8..<40]) + length + [0, 0, 0, packet[6]] + Array(packet[40...])) == 0xffff
    }

    static func sum(_ octets: [UInt8]) -> UInt16 {
        var sum = 0
        for index in stride(from: 0, to: octets.count, by: 2) {
            sum += Int(octets[index]) << 8 + (index + 1 < octets.count ? Int(octets[index + 1]) : 0)
        }
        while sum > 0xffff { sum = sum & 0xffff + sum >> 16 }
        return UInt16(sum)
    }
}
