import Core
import Management

extension FixtureProber {
    /// What a fixture router finds in the network: `2001:db8:f::9` answers in some milliseconds, three routers away;
    /// `2001:db8:f::8` is silent; `2001:db8:f::7` is not reached by its router; `host.example` is the first of them.
    /// After a thousand probes the network is gone, so that nobody probes for ever.
    static func network(_ target: ProbeTarget, from source: ProbeSource?) -> FixtureProber {
        var path = ProbePath(source: address(1), destination: address(9))
        switch target {
        case .address(let address): path.destination = address
        case .name("host.example"): break
        case .name(let name): return FixtureProber(.failed(Refusal("Nobody knows \(name)."))) { _, _ in nil }
        }
        if case .address(let address) = source { path.source = address }
        return FixtureProber(.began(path)) { number, probe in outcome(of: probe, number, to: path.destination) }
    }

    private static func outcome(of probe: Probe, _ number: Int, to destination: IPv6Address) -> ProbeEvent {
        guard number < 1000 else { return .failed(Refusal("The network is gone.")) }
        let distance = probe.hopLimit ?? 64
        if distance < 3 {
            let router = address(0xa0 + UInt128(distance) + (number % 3 == 2 ? 0x10 : 0))
            return number % 5 == 1 ? .silence : answer(.timeExceeded, router, milliseconds: number)
        }
        switch destination {
        case address(9): return answer(.reply, destination, milliseconds: number % 7 + 2)
        case address(7): return answer(.unreachable(code: 3), address(0xa2), milliseconds: 1)
        default: return .silence
        }
    }

    private static func answer(
        _ outcome: ProbeAnswer.Outcome, _ source: IPv6Address, milliseconds: Int
    ) -> ProbeEvent {
        .answer(ProbeAnswer(outcome: outcome, source: source, roundTrip: .milliseconds(milliseconds)))
    }

    /// `2001:db8:f::HOST`.
    private static func address(_ host: UInt128) -> IPv6Address {
        IPv6Address(rawValue: 0x2001_0db8_000f << 80 | host)
    }
}
