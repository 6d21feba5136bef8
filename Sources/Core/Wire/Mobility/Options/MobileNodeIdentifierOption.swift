/// Mobile Node Identifier option (RFC 4283 section 3).
///
/// ```
///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///                                 |  Option Type  | Option Length |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |  Subtype      |          Identifier ...
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public struct MobileNodeIdentifierOption: Hashable, Sendable {
    /// `user@realm`, the identifier's subtype that RFC 4283 defines.
    public static let networkAccessIdentifier: UInt8 = 1

    /// What kind of identifier it is (IANA: Mobile Node Identifier Option Subtypes).
    public var subtype: UInt8
    /// The identifier; octets past the 254th are left out when encoded.
    public var identifier: [UInt8]

    /// Makes an option.
    public init(subtype: UInt8, identifier: [UInt8]) {
        self.subtype = subtype
        self.identifier = identifier
    }

    init(parsing octets: Span<UInt8>, at position: OptionCursor.Position) throws(WireError) {
        try position.requireLength(atLeast: 1)
        subtype = try octets.integer(at: position.data.lowerBound)
        identifier = try octets.copy(position.data.dropFirst(1))
    }

    func encode(into writer: inout WireWriter) {
        writer.append(subtype)
        writer.append(contentsOf: identifier)
    }
}
