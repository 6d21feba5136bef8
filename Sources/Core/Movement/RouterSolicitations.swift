/// When a host asks for routers: RTR_SOLICITATION_INTERVAL apart (RFC 4861 section 6.3.7), and after
/// MAX_RTR_SOLICITATIONS ever more seldom until one answers (RFC 7559 section 2).
struct RouterSolicitations: Sendable {
    private static let interval = Duration.seconds(4)
    private static let count = 3
    private static let maximumInterval = Duration.seconds(3600)
    /// So that hosts that begin together do not go on in step, in milliseconds.
    private static let jitter: ClosedRange<Int64> = 0...100

    /// When the next one leaves; `nil` while none is needed.
    private(set) var next: Instant?
    private var sent = 0
    private var last: Instant?

    /// On a link that may be a new one they begin at once.
    mutating func beginAnew(at now: Instant) {
        sent = 0
        next = now
    }

    /// On a link that is known they keep their distance.
    mutating func begin(at now: Instant) {
        guard next == nil else { return }
        sent = 0
        next = max(now, last.map { $0 + Self.interval } ?? now)
    }

    /// A router was heard, or nobody is to be asked any more.
    mutating func end() { next = nil }

    /// Whether one is to leave now; sets the time of the one after it.
    mutating func isDue(_ context: inout Context) -> Bool {
        guard let next, next <= context.now else { return false }
        sent += 1
        last = context.now
        let wait = sent < Self.count ? Self.interval : Self.interval * (1 << min(sent - Self.count + 1, 10))
        let jitter = Duration.milliseconds(Int64.random(in: Self.jitter, using: &context.random))
        self.next = context.now + min(wait, Self.maximumInterval) + jitter
        return true
    }
}
