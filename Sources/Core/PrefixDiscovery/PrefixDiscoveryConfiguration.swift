/// How mobile nodes abroad are told of the prefixes of their home links (RFC 6275 section 10.6).
public struct PrefixDiscoveryConfiguration: Hashable, Sendable {
    /// Whether they are, on home links that do not say otherwise.
    public var isOn = true
    /// When they are told unasked.
    public var interval = PrefixAdvertisementInterval.standard

    /// The default settings.
    public init() {}
}
