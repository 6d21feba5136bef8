/// Makes whole IPv6 packets, with the extension headers of Mobile IPv6 where they are asked for.
public struct IPv6PacketBuilder: Hashable, Sendable {
    /// The source address on the wire.
    public var source: IPv6Address
    /// The destination address on the wire.
    public var destination: IPv6Address
    /// How many links the packet may pass.
    public var hopLimit: UInt8 = 64
    /// Whether routers are asked to look at the packet, a message of Multicast Listener Discovery (RFC 2711).
    public var alertsRouters = false
    /// Sent in a Home Address option (RFC 6275 section 6.3); the checksum's source address then.
    public var homeAddress: IPv6Address?
    /// Sent in a type 2 routing header (RFC 6275 section 6.4); the checksum's destination address then.
    public var routingHeaderHomeAddress: IPv6Address?

    /// Begins a packet from `source` to `destination`, without extension headers.
    public init(source: IPv6Address, destination: IPv6Address, hopLimit: UInt8 = 64) {
        self.source = source
        self.destination = destination
        self.hopLimit = hopLimit
    }

    /// The packet.
    ///
    /// - Parameters:
    ///   - nextHeader: The upper-layer protocol.
    ///   - payload: The upper-layer header and its data. A packet carries at most 65 535 octets after its header; what
    ///     does not fit is left out.
    ///   - checksumOffset: Where in `payload` the two octets of the checksum are, whatever they hold; `nil` leaves
    ///     them as they are, and so does a place where they are not.
    public func packet(nextHeader: NextHeader, payload: [UInt8], checksumOffset: Int?) -> [UInt8] {
        let extensions =
            (alertsRouters ? RouterAlert.headerLength : 0) + (routingHeaderHomeAddress == nil ? 0 : 24)
            + (homeAddress == nil ? 0 : 24)
        let payload = payload.prefix(Int(UInt16.max) - extensions)
        let afterRouting: NextHeader = homeAddress == nil ? nextHeader : .destinationOptions
        let afterHopByHop: NextHeader = routingHeaderHomeAddress == nil ? afterRouting : .routing
        let header = IPv6Header(
            payloadLength: UInt16(payload.count + extensions),
            nextHeader: alertsRouters ? .hopByHopOptions : afterHopByHop, hopLimit: hopLimit, source: source,
            destination: destination)
        var writer = WireWriter(capacity: IPv6Header.length + extensions + payload.count)
        header.encode(into: &writer)
        if alertsRouters { RouterAlert.encodeHeader(before: afterHopByHop, into: &writer) }
        if let routingHeaderHomeAddress {
            Self.encodeRoutingHeader(routingHeaderHomeAddress, before: afterRouting, into: &writer)
        }
        if let homeAddress {
            Self.encodeHomeAddressOption(homeAddress, before: nextHeader, into: &writer)
        }
        writer.append(contentsOf: payload)
        if let checksumOffset, checksumOffset >= 0, checksumOffset <= payload.count - 2 {
            fillInChecksum(at: checksumOffset, payloadLength: payload.count, nextHeader: nextHeader, in: &writer)
        }
        return writer.octets
    }

    private func fillInChecksum(
        at checksumOffset: Int, payloadLength: Int, nextHeader: NextHeader, in writer: inout WireWriter
    ) {
        let start = writer.count - payloadLength
        writer.replace(at: start + checksumOffset, with: 0 as UInt16)
        var checksum = InternetChecksum(
            source: homeAddress ?? source, destination: routingHeaderHomeAddress ?? destination,
            upperLayerLength: payloadLength, nextHeader: nextHeader)
        checksum.add(writer.octets.span.extracting(start..<writer.count))
        writer.replace(at: start + checksumOffset, with: checksum.value)
    }

    private static func encodeRoutingHeader(
        _ address: IPv6Address, before nextHeader: NextHeader, into writer: inout WireWriter
    ) {
        writer.append(contentsOf: [nextHeader.rawValue, 2, IPv6Packet.routingHeaderType, 1])
        writer.append(0 as UInt32)
        writer.append(address)
    }

    /// The option's place is 8n+6, so padding comes before it.
    private static func encodeHomeAddressOption(
        _ address: IPv6Address, before nextHeader: NextHeader, into writer: inout WireWriter
    ) {
        writer.append(contentsOf: [nextHeader.rawValue, 2])
        writer.appendPadding(4)
        writer.append(contentsOf: [IPv6Packet.homeAddressOptionType, 16])
        writer.append(address)
    }
}
