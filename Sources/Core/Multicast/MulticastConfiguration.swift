/// How a home agent serves listeners to multicast groups that are away (RFC 6275 section 10.4.3).
public struct MulticastConfiguration: Hashable, Sendable {
    /// Whether it does; otherwise their messages are ignored, and nothing is tunnelled.
    public var isEnabled = true
    /// Seconds from one General Query in a tunnel to the next, 2 to 3600: the Query Interval (RFC 3810 section 9.2).
    public var queryInterval: UInt32 = 125
    /// The groups that a mobile node may listen to, at least 1.
    public var groupLimit: UInt32 = 64

    /// What is served if nothing is configured.
    public init() {}
}

extension MulticastConfiguration {
    /// How many messages may be lost in a row (RFC 3810 section 9.1).
    static let robustness: UInt8 = 2
    /// How long answers to a query about one group may wait, and the time to the next one: the Last Listener Query
    /// Interval (RFC 3810 section 9.8).
    static let lastListenerQueryInterval = Duration.seconds(1)

    /// The Query Response Interval (RFC 3810 section 9.3): how long answers to a General Query may wait.
    var queryResponseInterval: Duration { min(.seconds(10), .seconds(Int64(queryInterval)) / 2) }
    /// The Startup Query Interval (RFC 3810 section 9.6).
    var startupQueryInterval: Duration { .seconds(Int64(queryInterval)) / 4 }
    /// The Multicast Address Listening Interval (RFC 3810 section 9.4): how long a report counts.
    var listeningInterval: Duration {
        .seconds(Int64(Self.robustness) * Int64(queryInterval)) + queryResponseInterval
    }
}
