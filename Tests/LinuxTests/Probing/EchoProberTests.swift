import Core
import Management
import Testing

@testable import Linux

@Suite struct EchoProberTests {
    /// The events of a prober: sends a probe after each until there are enough.
    private func events(
        _ prober: EchoProber, on loop: EventLoop, count: Int, probe: Probe
    ) throws -> [ProbeEvent] {
        var events: [ProbeEvent] = []
        func take() {
            while let event = prober.next() {
                events.append(event)
                if case .failed = event { return loop.stop() }
                if events.count == count { return loop.stop() }
                prober.send(probe)
            }
        }
        prober.ready = take
        let timer = loop.makeTimer { _ in take() }
        timer.deadline = MonotonicClock.now()
        try loop.runOrFail("\(count) events")
        timer.cancel()
        prober.close()
        return events
    }

    private func link(_ name: String) throws -> LinkDescription {
        let monitor = try LinkMonitor()
        _ = try monitor.synchronize()
        return try #require(monitor.link(named: name))
    }

    private let probe = Probe(size: 100, timeout: .milliseconds(200))

    @Test func theNodeAnswersItself() throws {
        try withNetworkNamespace {
            let loop = try EventLoop()
            let prober = try EchoProber(to: .address(.loopback), from: nil, interface: nil, on: loop)
            let events = try events(prober, on: loop, count: 4, probe: probe)
            #expect(events.first == .began(ProbePath(source: .loopback, destination: .loopback)))
            for case .answer(let answer) in events {
                #expect(answer.outcome == .reply && answer.source == .loopback)
                #expect(answer.roundTrip > .zero && answer.roundTrip < .seconds(1))
            }
            #expect(events.count { if case .answer = $0 { true } else { false } } == 3)
            #expect(!prober.isOpen)
        }
    }

    @Test func silenceAndSourceAndScope() throws {
        try withCable {
            try run("ip addr add 2001:db8:1::1/64 dev home0 nodad; ip addr add 2001:db8:2::1/64 dev home0 nodad")
            try run("ip neigh add 2001:db8:1::9 lladdr 02:00:00:00:00:09 dev home0")
            let loop = try EventLoop()
            let silent: IPv6Address = try .of("2001:db8:1::9")
            let source: IPv6Address = try .of("2001:db8:2::1")
            let prober = try EchoProber(to: .address(silent), from: .address(source), interface: nil, on: loop)
            let events = try events(prober, on: loop, count: 2, probe: probe)
            #expect(events == [.began(ProbePath(source: source, destination: silent)), .silence])

            let peer = try #require(try link("peer0").link.addresses.first { $0.address.isLinkLocal }?.address)
            let home = try link("home0")
            let name = try #require(InterfaceName("home0"))
            let scoped = try EchoProber(to: .address(peer), from: .interface(name), interface: home, on: loop)
            let answers = try self.events(scoped, on: loop, count: 2, probe: probe)
            guard case .answer(let answer) = answers.last else { throw Timeout(condition: "\(answers)") }
            #expect(answer.outcome == .reply && answer.source == peer)
            let unscoped = try EchoProber(to: .address(peer), from: nil, interface: nil, on: loop)
            guard case .failed = unscoped.next() else { throw Timeout(condition: "a refusal") }
        }
    }

    @Test func whatCannotBeReachedIsToldAtOnce() throws {
        try withNetworkNamespace {
            let loop = try EventLoop()
            let prober = try EchoProber(to: .address(.of("2001:db8::1")), from: nil, interface: nil, on: loop)
            guard case .failed(let refusal) = prober.next() else { throw Timeout(condition: "a refusal") }
            #expect(refusal.reason.contains("no way to 2001:db8::1"))
            let alien = try EchoProber(
                to: .address(.loopback), from: .address(.of("2001:db8::2")), interface: nil, on: loop)
            guard case .failed = alien.next() else { throw Timeout(condition: "a refusal") }
        }
    }

    @Test func namesAreLookedUpElsewhere() throws {
        try withNetworkNamespace {
            let loop = try EventLoop()
            let known = try EchoProber(to: .name("::1"), from: nil, interface: nil, on: loop)
            #expect(known.next() == nil, "nobody waited for it")
            let found = try events(known, on: loop, count: 1, probe: probe)
            #expect(found == [.began(ProbePath(source: .loopback, destination: .loopback))])
            let unknown = try EchoProber(to: .name("no-such-name.invalid"), from: nil, interface: nil, on: loop)
            guard case .failed(let refusal) = try events(unknown, on: loop, count: 1, probe: probe).first else {
                throw Timeout(condition: "a refusal")
            }
            #expect(refusal.reason.hasPrefix("no-such-name.invalid has no IPv6 address"))
        }
    }

    @Test func aProberThatIsForgottenLeavesNothingBehind() throws {
        try withNetworkNamespace {
            let loop = try EventLoop()
            weak var forgotten: EchoProber?
            do {
                let prober = try EchoProber(to: .address(.loopback), from: nil, interface: nil, on: loop)
                prober.send(probe)
                forgotten = prober
            }
            #expect(forgotten == nil)
            let timer = loop.makeTimer { _ in loop.stop() }
            timer.deadline = MonotonicClock.now() + .milliseconds(50)
            try loop.run()
            timer.cancel()
        }
    }
}
