import Core

/// IPv6 packets written down octet by octet, without the project's own codec.
enum TestPacket {
    static func octets(_ address: IPv6Address) -> [UInt8] {
        (0..<16).map { UInt8(truncatingIfNeeded: address.rawValue >> UInt128(120 - 8 * $0)) }
    }

    static func packet(
        from source: String, to destination: String, nextHeader: UInt8, hopLimit: UInt8, _ payload: [UInt8]
    ) throws -> [UInt8] {
        let length = UInt16(payload.count)
        let header: [UInt8] = [0x60, 0x0a, 0xbc, 0xde, UInt8(length >> 8), UInt8(length & 0xff), nextHeader, hopLimit]
        return header + octets(try .of(source)) + octets(try .of(destination)) + payload
    }

    /// An ICMPv6 message with a right checksum.
    static func icmp(
        from source: String, to destination: String, _ type: UInt8, _ body: [UInt8]
    ) throws -> [UInt8] {
        let message = [type, 0, 0, 0] + body
        let ends = octets(try .of(source)) + octets(try .of(destination))
        let length = [0, 0, UInt8(message.count >> 8), UInt8(message.count & 0xff)]
        let pseudoHeader = ends + length + [0, 0, 0, 58]
        let sum = checksum(pseudoHeader + message)
        let checked = [type, 0, UInt8(sum >> 8), UInt8(sum & 0xff)] + body
        return try packet(from: source, to: destination, nextHeader: 58, hopLimit: 255, checked)
    }

    /// A type 2 routing header (RFC 6275 section 6.4) before no upper layer at all.
    static func routed(from source: String, to careOf: String, home: String) throws -> [UInt8] {
        let header: [UInt8] = [59, 2, 2, 1, 0, 0, 0, 0] + octets(try .of(home))
        return try packet(from: source, to: careOf, nextHeader: 43, hopLimit: 64, header)
    }

    private static func checksum(_ octets: [UInt8]) -> UInt16 {
        var sum = stride(from: 0, to: octets.count, by: 2).reduce(UInt32(0)) {
            $0 + UInt32(octets[$1]) << 8 + UInt32($1 + 1 < octets.count ? octets[$1 + 1] : 0)
        }
        while sum >> 16 != 0 { sum = sum & 0xffff + sum >> 16 }
        return ~UInt16(sum)
    }
}
