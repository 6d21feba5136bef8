/// Peers that a mobile node reaches by its home agent only: no return routability, no Home Address option.
public struct RouteOptimizationExclusion: Hashable, Sendable {
    /// Where the peers are.
    public var prefix: IPv6Prefix
    /// The peer's UDP or TCP port that is meant; `nil` for all that is sent to the peers.
    public var port: UInt16?

    /// Excludes peers, or a port of theirs.
    public init(_ prefix: IPv6Prefix, port: UInt16? = nil) {
        self.prefix = prefix
        self.port = port
    }
}
