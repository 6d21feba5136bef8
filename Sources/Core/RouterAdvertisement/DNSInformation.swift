/// A resolver, or a domain to search names in, that hosts are told of (RFC 8106).
public struct DNSInformation<Value: Hashable & Sendable>: Hashable, Sendable {
    /// The resolver's address, or the domain.
    public var value: Value
    /// Seconds for which hosts may use it, `UInt32.max`: for ever; `nil` for three intervals, at least 1800 s.
    public var lifetime: UInt32?

    /// Tells of a value.
    public init(_ value: Value, lifetime: UInt32?) {
        self.value = value
        self.lifetime = lifetime
    }
}
