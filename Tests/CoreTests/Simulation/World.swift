import Core
import Testing

/// A home agent with its links and its forwarding plane under a clock that a test moves.
///
/// It carries out effects in their order, as the daemon does, and hands the answers back as events. What no engine
/// may do, in whatever state, is recorded as an issue of the test that runs: see `WorldRules`.
struct World {
    /// How the forwarding plane answers.
    enum Answers {
        /// As soon as the effects of an event are done.
        case immediately(ForwardingResult)
        /// When the test says so.
        case held
    }

    private(set) var engine: Engine
    private(set) var now = Instant(nanoseconds: 1_000_000_000_000)
    var plane = SimulatedForwardingPlane()
    private(set) var counters = TrafficCounters()
    /// Everything sent and observed since `forget`.
    private(set) var sent: [SentPacket] = []
    private(set) var observations: [Observation] = []
    /// The interfaces as the engine was told of them.
    private(set) var links: [InterfaceIndex: Link] = [:]
    var answers = Answers.immediately(.installed)
    var configuration: MobilityConfiguration

    /// A home agent with one home link and one other link, both up, whose only mobile nodes are those of
    /// `hostGroups`; `change` may make it another one.
    init(
        seed: UInt64 = 1, authenticator: any MessageAuthenticator = KnownSecrets(),
        _ change: (inout MobilityConfiguration) -> Void = { _ in }
    ) {
        engine = Engine(authenticator: authenticator, seed: seed)
        configuration = .simulated
        change(&configuration)
        handle(.configured(configuration))
        handle(.linkChanged(.home))
        handle(.linkChanged(.wideArea))
    }

    /// Hands over an event, and everything that follows from it at the same moment; gives back the effects in the
    /// order in which they were carried out.
    @discardableResult
    mutating func handle(_ event: Event) -> [Effect] {
        switch event {
        case .linkChanged(let link): links[link.index] = link
        case .linkRemoved(let index): links[index] = nil
        default: break
        }
        var performed = perform(engine.handle(event, at: now))
        while case .immediately(let result) = answers, let entry = plane.install(result) {
            performed += perform(engine.handle(.forwardingInstalled(entry, result), at: now))
        }
        while let answer = plane.answerRouteOptimization() {
            performed += perform(engine.handle(answer, at: now))
        }
        WorldRules.check(self)
        return performed
    }

    /// Answers the oldest installation that waits for its answer.
    @discardableResult
    mutating func answerForwarding(_ result: ForwardingResult = .installed) -> [Effect] {
        guard let entry = plane.install(result) else { return [] }
        return handle(.forwardingInstalled(entry, result))
    }

    /// Lets time pass, deadlines and all; gives back the effects.
    @discardableResult
    mutating func advance(by duration: Duration) -> [Effect] {
        let end = now + duration
        var performed: [Effect] = []
        while let deadline = engine.nextDeadline, deadline <= end {
            now = max(now, deadline)
            performed += handle(.deadline)
        }
        now = end
        return performed
    }

    /// Goes to the next deadline and lets it pass.
    @discardableResult
    mutating func advanceToNextDeadline() -> [Effect] {
        guard let deadline = engine.nextDeadline else { return [] }
        return advance(by: deadline - now)
    }

    /// Applies a change of the configuration.
    @discardableResult
    mutating func configure(_ change: (inout MobilityConfiguration) -> Void) -> [Effect] {
        change(&configuration)
        return handle(.configured(configuration))
    }

    /// Changes the engine in a way that no event does.
    mutating func withEngine(_ change: (inout Engine) -> Void) {
        change(&engine)
    }

    /// Looks no more at what was sent and observed up to now.
    mutating func forget() {
        sent = []
        observations = []
    }

    private mutating func perform(_ effects: [Effect]) -> [Effect] {
        for effect in effects {
            plane.perform(effect)
            switch effect {
            case .send(let packet): record(packet)
            case .observe(let observation):
                observations.append(observation)
                counters.record(observation, at: now)
            default: break
            }
        }
        return effects
    }

    private mutating func record(_ packet: OutgoingPacket) {
        do {
            let packet = SentPacket(time: now, packet: packet, read: try ReadPacket(packet.octets))
            WorldRules.check(packet, self)
            sent.append(packet)
        } catch {
            Issue.record("the engine sent a packet that is none: \(error)")
        }
    }
}
