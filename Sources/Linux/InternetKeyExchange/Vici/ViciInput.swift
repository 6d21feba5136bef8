/// What came from strongSwan, put together to packets. It never holds more than a packet and a piece.
struct ViciInput {
    private var octets: ArraySlice<UInt8> = []

    /// Takes octets in.
    mutating func append(_ piece: some Sequence<UInt8>) {
        octets += piece
    }

    /// Takes the next packet out; `nil` if it is not whole yet.
    mutating func next() throws(ViciError) -> ViciPacket? {
        guard octets.count >= ViciPacket.lengthOctets else { return nil }
        let length = octets.prefix(ViciPacket.lengthOctets).reduce(0) { $0 << 8 | Int($1) }
        guard length <= ViciPacket.maximumLength else { throw .tooLong }
        let packet = octets.dropFirst(ViciPacket.lengthOctets).prefix(length)
        guard packet.count == length else { return nil }
        defer { octets = octets.dropFirst(ViciPacket.lengthOctets + length) }
        return try ViciPacket(parsing: packet)
    }
}
