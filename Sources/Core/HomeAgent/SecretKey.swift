/// A key that no output ever shows: whatever prints it prints `<secret>`.
public struct SecretKey: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The key itself.
    public var octets: [UInt8]

    /// Wraps a key.
    public init(octets: [UInt8]) {
        self.octets = octets
    }

    /// Never the key.
    public var description: String { "<secret>" }
    /// Never the key.
    public var debugDescription: String { "<secret>" }
    /// Never the key: `dump` and reflection see nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
