/// One end of the packets that a rule is for.
public struct AccessEndpoint: Hashable, Sendable {
    /// The addresses; `::/0` are all.
    public var prefix: IPv6Prefix
    /// The ports; `nil` for all.
    public var ports: PortMatch?

    /// Names addresses, and ports of them.
    public init(_ prefix: IPv6Prefix, ports: PortMatch? = nil) {
        self.prefix = prefix
        self.ports = ports
    }

    /// Every address.
    public static let any = AccessEndpoint(IPv6Prefix(leading: 0, of: .unspecified))
}
