/// The layout of one type of mobility message: a fixed part, then options.
///
/// Offsets are from the start of the Mobility Header, as the RFC's tables of lengths have them.
protocol MobilityMessageFormat {
    /// The message's type.
    static var type: MobilityMessageType { get }
    /// Octets from the start of the Mobility Header to the first option.
    static var fixedLength: Int { get }

    /// The options after the fixed part, in their order, padding left out.
    var options: [MobilityOption] { get }

    /// Reads the fixed part of a Mobility Header that is at least `fixedLength` octets.
    init(fixedPart octets: Span<UInt8>, options: [MobilityOption]) throws(WireError)

    /// Appends what stands between the checksum and the options.
    func encodeFixedPart(into writer: inout WireWriter)
}

extension MobilityMessageFormat {
    /// The message's type.
    var type: MobilityMessageType { Self.type }

    /// The smallest Header Len that the message can have.
    static var minimumHeaderLength: Int { (fixedLength + 7) / 8 - 1 }
}
