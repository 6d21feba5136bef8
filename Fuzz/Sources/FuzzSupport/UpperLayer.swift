import Core

/// The addresses of upper layers that come without a packet.
private let source = IPv6Address(rawValue: 0x2001_0db8_0002_0000_0000_0000_0000_0100)
private let destination = IPv6Address(rawValue: 0x2001_0db8_0001_0000_0000_0000_0000_0001)

/// Reads a Mobility Header whose checksum is put right first; `nil` if it is refused.
public func readMobilityHeader(_ octets: [UInt8]) -> ParsedMobilityHeader? {
    var octets = octets
    let length = mobilityHeaderLength(octets, available: octets.count)
    putChecksumRight(
        in: &octets, over: 0..<length, at: MobilityHeader.checksumOffset, source: source, destination: destination,
        nextHeader: .mobility)
    return try? MobilityHeader.parse(octets: octets.span, source: source, destination: destination)
}

/// Reads an ICMPv6 message whose checksum is put right first; `nil` if it is refused.
public func readICMPv6Message(_ octets: [UInt8]) -> ICMPv6Message? {
    var octets = octets
    putChecksumRight(
        in: &octets, over: 0..<octets.count, at: ICMPv6Message.checksumOffset, source: source,
        destination: destination, nextHeader: .icmpv6)
    return try? ICMPv6Message.parse(octets: octets.span, source: source, destination: destination)
}
