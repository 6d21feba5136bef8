/// What is known of a packet that a Binding Error is to answer, as it was on the wire (RFC 6275 section 9.3.3).
public struct UnacceptablePacket: Hashable, Sendable {
    /// The interface it came in through.
    public var interface: InterfaceIndex
    /// Its source address.
    public var source: IPv6Address
    /// Its destination address.
    public var destination: IPv6Address
    /// What its Home Address option holds; `nil` if it has none.
    public var homeAddress: IPv6Address?

    /// Describes a packet.
    public init(
        interface: InterfaceIndex, source: IPv6Address, destination: IPv6Address, homeAddress: IPv6Address?
    ) {
        self.interface = interface
        self.source = source
        self.destination = destination
        self.homeAddress = homeAddress
    }
}

extension UnacceptablePacket {
    init(_ packet: IPv6Packet, on interface: InterfaceIndex) {
        self.init(
            interface: interface, source: packet.header.source, destination: packet.header.destination,
            homeAddress: packet.homeAddress)
    }
}
