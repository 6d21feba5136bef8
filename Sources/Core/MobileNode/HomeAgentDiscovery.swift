/// Questions for home agents until they are answered (RFC 6275 section 11.4.1).
struct HomeAgentDiscovery: Sendable {
    /// INITIAL_DHAAD_TIMEOUT.
    private static let initialTimeout = Duration.seconds(3)
    /// DHAAD_RETRIES.
    private static let retries = 4
    /// How long nobody is asked after all were asked in vain the first time.
    private static let initialPause = Duration.seconds(32)
    /// How long at most.
    private static let greatestPause = Duration.seconds(600)

    /// What an answer repeats; `nil` while none is waited for.
    private(set) var identifier: UInt16?
    /// Whether the next question is set.
    private(set) var isUnderWay = false
    private var timeout = initialTimeout
    private var transmissions = 0
    private var pause = initialPause

    /// What is to be done next, and how long until the next.
    enum Step: Sendable {
        case ask(UInt16, timeout: Duration)
        case wait(Duration)
    }

    /// The next step: a question, or a pause when all questions were in vain.
    mutating func next(_ context: Context) -> Step {
        isUnderWay = true
        guard transmissions <= Self.retries else {
            defer { pause = min(pause * 2, Self.greatestPause) }
            (identifier, transmissions, timeout) = (nil, 0, Self.initialTimeout)
            return .wait(pause)
        }
        let identifier = identifier ?? UInt16(random: context)
        self.identifier = identifier
        transmissions += 1
        defer { timeout *= 2 }
        return .ask(identifier, timeout: timeout)
    }

    /// Whether the next question is the first of its kind.
    var isAtBeginning: Bool { transmissions == 0 }

    /// Ends it, answered or not.
    mutating func end() { self = HomeAgentDiscovery() }
}
