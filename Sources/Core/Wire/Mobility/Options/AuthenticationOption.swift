/// Mobility Message Authentication option (RFC 4285 section 5).
///
/// ```
///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///                                 |  Option Type  | Option Length |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |  Subtype      |                  Mobility SPI
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///                 |     Authentication Data ...
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public struct AuthenticationOption: Hashable, Sendable {
    /// Who the option proves the message to (IANA: subtypes of the Authentication option).
    public struct Subtype: RawRepresentable, Hashable, Sendable {
        /// The number.
        public var rawValue: UInt8

        /// Names a subtype by its number.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// Between mobile node and home agent (RFC 4285 section 5.1).
        public static let mobileNodeHomeAgent = Subtype(rawValue: 1)
        /// Between mobile node and its authentication server (RFC 4285 section 5.2).
        public static let mobileNodeAAA = Subtype(rawValue: 2)
    }

    /// Who the option proves the message to.
    public var subtype: Subtype
    /// Which key and algorithm were used.
    public var securityParameterIndex: UInt32
    /// The proof; octets past the 250th are left out when encoded.
    public var authenticator: [UInt8]

    /// Makes an option.
    public init(subtype: Subtype, securityParameterIndex: UInt32, authenticator: [UInt8]) {
        self.subtype = subtype
        self.securityParameterIndex = securityParameterIndex
        self.authenticator = authenticator
    }

    init(parsing octets: Span<UInt8>, at position: OptionCursor.Position) throws(WireError) {
        try position.requireLength(atLeast: 5)
        subtype = Subtype(rawValue: try octets.integer(at: position.data.lowerBound))
        securityParameterIndex = try octets.integer(at: position.data.lowerBound + 1)
        authenticator = try octets.copy(position.data.dropFirst(5))
    }

    func encode(into writer: inout WireWriter) {
        writer.append(subtype.rawValue)
        writer.append(securityParameterIndex)
        writer.append(contentsOf: authenticator)
    }
}
