/// Which messages of router discovery (RFC 4861 section 6) are copied to the daemon from an interface.
public struct RouterMessages: OptionSet, Sendable {
    /// A bit for each.
    public let rawValue: UInt8

    /// Takes the bits.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// What hosts send.
    public static let solicitations = RouterMessages(rawValue: 1)
    /// What routers send.
    public static let advertisements = RouterMessages(rawValue: 2)
}
