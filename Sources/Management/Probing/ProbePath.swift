import Core

/// Between which addresses probes go.
public struct ProbePath: Encodable, Hashable, Sendable {
    /// Of this node.
    public var source: IPv6Address
    /// Of who is probed.
    public var destination: IPv6Address

    /// Describes a path.
    public init(source: IPv6Address, destination: IPv6Address) {
        self.source = source
        self.destination = destination
    }
}
