/// Where a mobile node is in being told of the prefixes of its home link (RFC 6275 section 10.6.2).
struct PrefixDelivery: Hashable, Sendable {
    enum Phase: Hashable, Sendable {
        /// It knows, until the greatest interval has passed.
        case quiet
        /// An advertisement is to leave.
        case scheduled
        /// So many have left, and no solicitation has acknowledged them.
        case sent(times: UInt8)
        /// Nor did one come after the last retransmission; a further registration begins again.
        case unacknowledged
    }

    /// PREFIX_ADV_RETRIES (RFC 6275 section 12).
    static let retries: UInt8 = 3
    /// PREFIX_ADV_TIMEOUT.
    private static let timeout = Duration.seconds(3)

    var phase: Phase
    /// When something is to be done.
    var due: Instant
    /// Which version of the prefixes it is told, or was.
    var version: UInt32

    /// How long to wait for an acknowledgement after so many transmissions: doubled each time.
    static func wait(after times: UInt8) -> Duration {
        timeout * Int(1 << min(times - 1, retries))
    }
}
