/// What every part of the engine works with: the moment, the surroundings, and where its effects go.
struct Context: Sendable {
    /// The moment of the event at hand.
    var now = Instant(nanoseconds: 0)
    var configuration = MobilityConfiguration()
    var links = LinkTable()
    var timers = TimerQueue<TimerKey>()
    var random: RandomSource
    /// What the calendar showed when it was told last, and when that was.
    private var calendarReading: (timestamp: NetworkTimestamp, moment: Instant)?
    var filterCounters = FilterCounters()
    /// The home addresses of this node that wait to be told where their home agent is on the home link.
    var askedHomeAgents = NeighborTargetUsers()
    /// The effects of the event at hand, in order.
    var effects: [Effect] = []
    let authenticator: any MessageAuthenticator

    init(authenticator: any MessageAuthenticator, seed: UInt64) {
        self.authenticator = authenticator
        random = RandomSource(seed: seed)
    }

    /// What the calendar shows now; `nil` until it was told.
    var calendar: NetworkTimestamp? {
        get { calendarReading.map { $0.timestamp + (now - $0.moment) } }
        set { calendarReading = newValue.map { (timestamp: $0, moment: now) } }
    }

    mutating func emit(_ effect: Effect) {
        effects.append(effect)
    }

    mutating func observe(_ observation: Observation) {
        effects.append(.observe(observation))
    }

    mutating func schedule(_ key: TimerKey, after delay: Duration) {
        timers.schedule(key, at: now + delay)
    }
}
