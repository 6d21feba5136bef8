/// The Router Alert option of a Hop-by-Hop Options header (RFC 2711), as Multicast Listener Discovery has it.
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |   Type = 5    |  Length = 2   |        Value (2 octets)       |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
enum RouterAlert {
    static let optionType: UInt8 = 5
    /// Octets of the Hop-by-Hop Options header that holds nothing else.
    static let headerLength = 8
    /// The packet contains a message of Multicast Listener Discovery.
    private static let multicastListenerDiscovery: UInt16 = 0

    /// Whether an option says that the message is one of Multicast Listener Discovery.
    static func isForMulticastListeners(
        _ packet: Span<UInt8>, _ option: OptionCursor.Position
    ) throws(WireError) -> Bool {
        guard option.data.count == 2 else { return false }
        return try packet.integer(at: option.data.lowerBound) == multicastListenerDiscovery
    }

    /// The Hop-by-Hop Options header that holds nothing else.
    static func encodeHeader(before nextHeader: NextHeader, into writer: inout WireWriter) {
        writer.append(contentsOf: [nextHeader.rawValue, 0, optionType, 2])
        writer.append(multicastListenerDiscovery)
        writer.appendPadding(2)
    }
}
