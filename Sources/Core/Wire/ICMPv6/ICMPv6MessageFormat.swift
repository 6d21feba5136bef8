/// The layout of one type of ICMPv6 message; offsets are from the start of the message.
protocol ICMPv6MessageFormat {
    /// The message's type.
    static var type: ICMPv6MessageType { get }
    /// The codes that are accepted.
    static var codes: ClosedRange<UInt8> { get }
    /// Octets from the start of the message to what varies in length.
    static var fixedLength: Int { get }

    /// The code.
    var codeValue: UInt8 { get }

    /// Reads a message of at least `fixedLength` octets.
    init(parsing octets: Span<UInt8>) throws(WireError)

    /// Appends what follows the checksum.
    func encodeBody(into writer: inout WireWriter)
}

extension ICMPv6MessageFormat {
    /// Most types have no other code than 0.
    static var codes: ClosedRange<UInt8> { 0...0 }
    /// Most types have no other code than 0.
    var codeValue: UInt8 { 0 }
}
