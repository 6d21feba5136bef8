/// Binding Updates to a home agent until one of them is acknowledged (RFC 6275 section 11.8).
struct RegistrationExchange: Sendable {
    /// INITIAL_BINDACK_TIMEOUT.
    static let initialTimeout = Duration.seconds(1)
    /// InitialBindackTimeoutFirstReg: the home agent looks for duplicates first.
    static let initialTimeoutOfFirst = Duration.milliseconds(1500)
    /// MAX_BINDACK_TIMEOUT.
    static let greatestTimeout = Duration.seconds(32)
    /// Updates that are sent to a home agent before another one is tried, if there is another one.
    static let patience = 3
    /// Deletions that are sent before the node does without an answer.
    static let deletions = 5

    /// What the home agent is told.
    let goal: RegistrationGoal
    /// Whether it has acknowledged the same before, and was told nothing else since.
    let isRefresh: Bool
    /// How long the next update waits for its answer.
    private var timeout: Duration
    /// Updates sent.
    private(set) var transmissions = 0
    /// When the first left.
    private(set) var beginning: Instant?
    /// The last of them, which alone an answer may be for.
    private(set) var last: SentUpdate?
    /// Whether a number was already corrected: a second time waits for its turn.
    var isRepaired = false
    /// Whether the last update is known to be in vain, as far as anybody can tell.
    private var isSlowedDown = false

    /// - Parameter isFirst: whether the home agent has no binding for the home address.
    init(_ goal: RegistrationGoal, isFirst: Bool, isRefresh: Bool = false) {
        self.goal = goal
        self.isRefresh = isRefresh
        timeout = isFirst ? Self.initialTimeoutOfFirst : Self.initialTimeout
    }

    /// Takes down that an update left.
    /// - Returns: how long its answer is waited for.
    mutating func sent(_ update: SentUpdate) -> Duration {
        defer { timeout = min(timeout * 2, Self.greatestTimeout) }
        transmissions += 1
        beginning = beginning ?? update.moment
        last = update
        isSlowedDown = false
        return timeout
    }

    /// Takes down that somebody says that the last update was in vain.
    /// - Returns: false if that was said before.
    mutating func slowDown() -> Bool {
        defer { isSlowedDown = true }
        return !isSlowedDown
    }

    /// Begins anew with another home agent, whose duplicate address detection comes first.
    mutating func turnToAnotherHomeAgent() {
        self = RegistrationExchange(goal, isFirst: true)
    }
}
