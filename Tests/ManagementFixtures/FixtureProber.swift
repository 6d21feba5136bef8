import Core
import Management

/// A prober whose probes have outcomes at once, as a script says.
public final class FixtureProber: Prober {
    /// Does nothing: there is never anything to wait for.
    public var ready: () -> Void = {}
    /// What was sent.
    public private(set) var sent: [Probe] = []
    /// Whether it was ended.
    public private(set) var isClosed = false

    private var events: [ProbeEvent]
    private let outcome: (Int, Probe) -> ProbeEvent?

    /// - Parameters:
    ///   - first: What happens first.
    ///   - outcome: What becomes of a probe, by its number from 0; `nil` keeps everybody waiting.
    public init(_ first: ProbeEvent, outcome: @escaping (Int, Probe) -> ProbeEvent?) {
        events = [first]
        self.outcome = outcome
    }

    /// Makes the outcome.
    public func send(_ probe: Probe) {
        outcome(sent.count, probe).map { events.append($0) }
        sent.append(probe)
    }

    /// Takes the first that was not taken.
    public func next() -> ProbeEvent? {
        events.isEmpty ? nil : events.removeFirst()
    }

    /// Notes it.
    public func close() {
        isClosed = true
    }
}
