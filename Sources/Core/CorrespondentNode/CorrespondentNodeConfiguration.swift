/// The policy of this node as a correspondent of mobile nodes (RFC 6275 section 9).
public struct CorrespondentNodeConfiguration: Hashable, Sendable {
    /// `ipv6 mobile correspondent-node`: while false no Home Address option, type 2 routing header or message of a
    /// correspondent is accepted (RFC 6275 section 8.1).
    public var isEnabled = true

    /// The policy when nothing is configured.
    public init() {}
}
