/// The policy of this node as a correspondent of mobile nodes (RFC 6275 section 9).
public struct CorrespondentNodeConfiguration: Hashable, Sendable {
    /// MAX_RR_BINDING_LIFETIME in seconds (RFC 6275 section 12).
    public static let greatestLifetime: UInt32 = 420
    /// Bindings that there may be, if nothing else is configured.
    public static let standardMaximumBindings: UInt32 = 65_536

    /// `ipv6 mobile correspondent-node`: while false no Home Address option, type 2 routing header or message of a
    /// correspondent is accepted (RFC 6275 section 8.1).
    public var isEnabled = true
    /// `binding lifetime`: upper bound in seconds, 4 to 420.
    public var maximumLifetime = greatestLifetime
    /// `binding maximum`: upper bound of the number of bindings, 1 to 1000000.
    public var maximumBindings = standardMaximumBindings
    /// `route-optimization`: whose packets may take the direct way; `nil` for everybody's.
    public var routeOptimization: RouteOptimizationPolicy?

    /// The policy when nothing is configured.
    public init() {}
}
