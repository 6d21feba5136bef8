/// What Destination Unreachable messages say of a care-of address. One alone says little: routes change, and anybody may
/// have sent it (RFC 6275 section 9.3.4).
struct Unreachability: Hashable, Sendable {
    /// How many there are at least, until the address counts as unreachable.
    private static let minimumCount = 3
    /// How long they go on at least.
    private static let minimumDuration = Duration.seconds(10)
    /// What came longer ago than this before the next belongs to something else.
    private static let memory = Duration.seconds(60)

    private var first: Instant
    private var last: Instant
    private var count = 1

    /// The first message.
    init(at now: Instant) {
        first = now
        last = now
    }

    /// One more message.
    mutating func record(at now: Instant) {
        guard last + Self.memory > now else {
            self = Unreachability(at: now)
            return
        }
        last = now
        count = min(count + 1, Self.minimumCount)
    }

    /// Whether it lasts.
    var isPersistent: Bool { count >= Self.minimumCount && last - first >= Self.minimumDuration }
}
