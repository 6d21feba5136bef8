/// Whether the router in use is still there, while it is asked: Neighbor Unreachability Detection (RFC 4861 section
/// 7.3), quick enough for a node that moves.
struct RouterDoubt: Sendable {
    /// Probes that are to stay unanswered: MAX_UNICAST_SOLICIT (RFC 4861 section 10).
    private static let probes = 3
    /// How long an answer may take.
    private static let shortestWait = Duration.milliseconds(50)
    private static let longestWait = Duration.milliseconds(500)
    /// A doubt begins so long after the last probe, however many advertisements raise doubts.
    static let distance = Duration.milliseconds(100)
    /// Advertisements that are to be missed.
    private static let missedAdvertisements = 3
    private static let longestSilence = Duration.seconds(3)
    /// How long a silent router is waited for while no other is heard: a router may wait so long before it answers
    /// another Router Solicitation (RFC 4861 section 6.2.6).
    private static let patience = Duration.seconds(4)
    /// A router that nothing was heard of for so long is asked.
    private static let shortestQuiet = Duration.milliseconds(150)
    private static let longestQuiet = Duration.seconds(5)

    /// What is to be done next.
    enum Step {
        /// Ask the router.
        case probe
        /// Ask it, and others too.
        case probeAndSolicit
        /// Use it no more.
        case giveUp
    }

    /// When it was asked first.
    let began: Instant
    private var sent = 0
    /// How long the answer to the last probe may take.
    private var answerEnd: Instant
    /// When the next step is due.
    private(set) var next: Instant

    /// Begins to ask.
    init(at now: Instant) {
        began = now
        answerEnd = now
        next = now
    }

    /// When a router is to be asked if nothing more is heard of it: when it has missed its advertisements, or after
    /// some seconds.
    static func deadline(for router: AccessRouter) -> Instant {
        guard let interval = router.interval else { return router.lastHeard + longestQuiet }
        return router.lastHeard + min(max(interval * missedAdvertisements, shortestQuiet), longestQuiet)
    }

    /// The step that is due, if one is.
    /// - Parameters:
    ///   - router: the router in use.
    ///   - hasSuccessor: whether another one was heard meanwhile.
    mutating func step(for router: AccessRouter, hasSuccessor: Bool, at now: Instant) -> Step? {
        guard next <= now else { return nil }
        guard sent < Self.probes else {
            next = max(answerEnd, hasSuccessor ? Self.endOfSilence(of: router) : began + Self.patience)
            return next <= now ? .giveUp : nil
        }
        sent += 1
        let half = (router.interval ?? Self.longestWait * 2) / 2
        answerEnd = now + min(max(half, Self.shortestWait), Self.longestWait)
        next = answerEnd
        return sent > 1 && !hasSuccessor ? .probeAndSolicit : .probe
    }

    /// Another router was heard: if this one has had its probes, it is waited for no longer.
    mutating func successorHeard(at now: Instant) {
        if sent == Self.probes { next = min(next, max(now, answerEnd)) }
    }

    private static func endOfSilence(of router: AccessRouter) -> Instant {
        router.lastHeard + min((router.interval ?? .zero) * missedAdvertisements, longestSilence)
    }
}
