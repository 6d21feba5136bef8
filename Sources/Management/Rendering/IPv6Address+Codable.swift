import Core

extension IPv6Address: Codable {
    /// Reads the text form (RFC 4291 section 2.2).
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let address = IPv6Address(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an IPv6 address")
        }
        self = address
    }

    /// Writes the text form of RFC 5952.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
