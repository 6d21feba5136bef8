extension WireWriter {
    /// Appends as much of the packet that an error message is about as fits the smallest link MTU, 1 280 octets, after
    /// an IPv6 header without extension headers and the message's own 8 octets (RFC 4443 section 2.4 (c)).
    mutating func append(invokingPacket: [UInt8]) {
        append(contentsOf: invokingPacket.prefix(IPv6Header.minimumLinkMTU - IPv6Header.length - 8))
    }
}
