extension IPv6PacketBuilder {
    /// The packet that carries `message`, its checksum filled in.
    public func packet(_ message: ICMPv6Message) -> [UInt8] {
        packet(nextHeader: .icmpv6, payload: message.encoded(), checksumOffset: ICMPv6Message.checksumOffset)
    }

    /// The packet that carries a Mobility Header, its checksum filled in.
    public func packet(mobilityHeader: [UInt8]) -> [UInt8] {
        packet(nextHeader: .mobility, payload: mobilityHeader, checksumOffset: MobilityHeader.checksumOffset)
    }
}
