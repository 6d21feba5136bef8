/// A packet met a line of a filter.
public struct FilterMatch: Hashable, Sendable {
    /// The filter.
    public let filter: FilterName
    /// What it says, and by which line.
    public let verdict: FilterVerdict
    /// What the filter was asked about: the source address, as the use of the filter defines it.
    public let source: IPv6Address
    /// The destination address, as the use of the filter defines it; `nil` where it looks at the source alone.
    public let destination: IPv6Address?
    /// The upper layer of the packet.
    public let upperLayerProtocol: NextHeader
    /// The name of the interface that it came in through, if there still is one.
    public let interface: String?
    /// The link-layer source of its frame.
    public let linkLayerSource: LinkLayerAddress?
}
