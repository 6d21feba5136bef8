import Core

/// The part of `show ipv6 mobile traffic` that is about this node as a correspondent.
public struct CorrespondentTraffic: Codable, Hashable, Sendable {
    /// Home Test Inits.
    public var homeTestInitsReceived: UInt64
    /// Care-of Test Inits.
    public var careOfTestInitsReceived: UInt64
    /// Answers to Home Test Inits.
    public var homeTestsSent: UInt64
    /// Answers to Care-of Test Inits.
    public var careOfTestsSent: UInt64
    /// Mobile nodes asked to register again.
    public var refreshRequestsSent: UInt64
    /// Bindings that were made.
    public var bindingsCreated: UInt64
    /// Bindings that ended, by why; reasons that did not occur have 0.
    public var bindingsEnded: [String: UInt64]
    /// Times that tokens were given up before their time.
    public var nonceInvalidations: UInt64
    /// Whole seconds since a correspondent binding was accepted; absent if none was.
    public var secondsSinceAccepted: UInt64?
    /// The last correspondent registration that was refused; absent if none was.
    public var lastRefused: RefusalReport?

    init(_ counters: CorrespondentCounters, at now: Instant) {
        homeTestInitsReceived = counters.testInitsReceived[.home] ?? 0
        careOfTestInitsReceived = counters.testInitsReceived[.careOf] ?? 0
        homeTestsSent = counters.testsSent[.home] ?? 0
        careOfTestsSent = counters.testsSent[.careOf] ?? 0
        refreshRequestsSent = counters.refreshRequestsSent
        bindingsCreated = counters.bindingsCreated
        bindingsEnded = counters.bindingsEnded.byName()
        nonceInvalidations = counters.nonceInvalidations
        secondsSinceAccepted = counters.answers.secondsSinceAccepted(at: now)
        lastRefused = counters.answers.lastRefusal.map { RefusalReport($0, at: now) }
    }

    /// What was sent of it, acknowledgements and errors aside.
    var messagesSent: UInt64 { homeTestsSent &+ careOfTestsSent &+ refreshRequestsSent }

    /// What it does for mobile nodes; of ends, the reasons that occurred.
    var text: String {
        let ends = bindingsEnded.filter { $0.value > 0 }.sorted { $0.key < $1.key }
        return """
            Correspondent node
              Home Test Inits: \(homeTestInitsReceived), answered: \(homeTestsSent)
              Care-of Test Inits: \(careOfTestInitsReceived), answered: \(careOfTestsSent)
              Bindings created: \(bindingsCreated), ended: \(bindingsEnded.values.reduce(0, &+))
            \(ends.map { "    \($0.key): \($0.value)\n" }.joined())\
              Binding Refresh Requests: \(refreshRequestsSent)
              Tokens given up early: \(nonceInvalidations)
            \(LastAnswersText.lines(secondsSinceAccepted: secondsSinceAccepted, lastRefused: lastRefused))
            """
    }
}
