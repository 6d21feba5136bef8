/// Which ICMPv6 messages a rule is for.
public struct MessageMatch: Hashable, Sendable {
    /// The messages' type.
    public let type: UInt8
    /// Their code; `nil` for all.
    public let code: UInt8?

    /// Names messages by their type, and their code if it matters.
    public init(type: UInt8, code: UInt8? = nil) {
        self.type = type
        self.code = code
    }
}
