/// How often one node is told something: three times within any second (MAX_UPDATE_RATE, RFC 6275 section 11.8).
struct UpdateRate: Sendable {
    private static let greatest = 3
    private static let interval = Duration.seconds(1)

    /// When the last ones left, at most three.
    private var moments: [Instant] = []

    /// Takes down that something leaves; false if it may not yet.
    mutating func take(at now: Instant) -> Bool {
        moments.removeAll { $0 + Self.interval <= now }
        guard moments.count < Self.greatest else { return false }
        moments.append(now)
        return true
    }
}
