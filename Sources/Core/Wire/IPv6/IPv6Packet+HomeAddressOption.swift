extension IPv6Packet {
    /// The Home Address option's type (RFC 6275 section 6.3).
    static let homeAddressOptionType: UInt8 = 0xc9

    /// Goes along a Destination Options header, which may hold the Home Address option, and on to what follows it.
    mutating func walkDestinationOptions(
        _ packet: Span<UInt8>, isAfterFragmentHeader: Bool
    ) throws(WireError) {
        let length = try extensionHeaderLength(packet)
        let start = upperLayer.lowerBound
        var cursor = OptionCursor(from: start + 2, to: start + length)
        while let option = try cursor.next(in: packet) {
            extensionHeaders.destinationOptionTypes.insert(option.type)
            guard option.type == Self.homeAddressOptionType else {
                try Self.requireSkippable(option)
                continue
            }
            guard !isAfterFragmentHeader else {
                throw WireError(.homeAddressOptionOrder, offset: option.range.lowerBound)
            }
            try takeHomeAddress(packet, option)
        }
        try advance(packet, by: length)
    }

    /// Takes the address out of the Home Address option.
    ///
    /// ```
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |  Type = 201   |  Length = 16  |
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                    Home Address (16 octets)                   |
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    private mutating func takeHomeAddress(
        _ packet: Span<UInt8>, _ option: OptionCursor.Position
    ) throws(WireError) {
        let offset = option.range.lowerBound
        guard option.data.count == 16 else { throw WireError(.homeAddressOptionLength, offset: offset + 1) }
        guard homeAddress == nil else { throw WireError(.homeAddressOptionRepeated, offset: offset) }
        homeAddress = try packet.address(at: option.data.lowerBound)
        homeAddressOptionOffset = offset
    }
}
