import Core
import ManagementFixtures
import Testing

@testable import Management

@Suite struct ProbeOutputTests {
    private static let path = ProbePath(source: IPv6Address(rawValue: 1), destination: IPv6Address(rawValue: 2))

    private func run(count: UInt32) -> PingRun {
        var settings = PingSettings(target: .address(Self.path.destination))
        settings.count = count
        return PingRun(settings, Self.path)
    }

    private func prober(_ outcome: @escaping (Int, Probe) -> ProbeEvent?) -> FixtureProber {
        let prober = FixtureProber(.began(Self.path), outcome: outcome)
        _ = prober.next()
        return prober
    }

    private func answer(microseconds: Int64) -> ProbeEvent {
        .answer(
            ProbeAnswer(
                outcome: .reply, source: Self.path.destination, roundTrip: .microseconds(microseconds)))
    }

    @Test func aSymbolIsThereAsSoonAsItsOutcomeIs() {
        let prober = prober { number, _ in number == 0 ? answer(microseconds: 1) : nil }
        let output = ProbeOutput(prober, run(count: 3), isJSON: false)
        guard case .text(let heading) = output.next() else { return #expect(Bool(false), "a heading") }
        #expect(heading.hasPrefix("Sending 3, 100-byte ICMP Echos to ::2"))
        #expect(output.next() == .text("!"))
        #expect(output.next() == .waiting)
        #expect(prober.sent.count == 2, "one at a time")
        output.cancel()
        #expect(prober.isClosed)
    }

    @Test func theEndClosesTheProber() {
        let prober = prober { _, _ in .silence }
        let output = ProbeOutput(prober, run(count: 1), isJSON: false)
        _ = output.next()
        #expect(!prober.isClosed)
        #expect(output.next() == .text(".\nSuccess rate is 0 percent (0/1)\n"))
        #expect(prober.isClosed && output.next() == .end)
    }

    @Test func whatCanNoLongerBeSentEndsIt() {
        let prober = prober { number, _ in number == 0 ? .silence : .failed(Refusal("It is gone.")) }
        let output = ProbeOutput(prober, run(count: 9), isJSON: false)
        _ = output.next()
        #expect(output.next() == .text("."))
        #expect(output.next() == .text("\nSuccess rate is 0 percent (0/1)\n"))
        #expect(prober.isClosed && output.next() == .end)
    }

    @Test func timesAreRoundedForPeopleAndExactForPrograms() throws {
        var run = run(count: 2)
        _ = run.take(.init(outcome: .reply, source: Self.path.destination, roundTrip: .microseconds(1499)))
        _ = run.take(.init(outcome: .reply, source: Self.path.destination, roundTrip: .microseconds(2600)))
        #expect(run.ending.hasSuffix("round-trip min/avg/max = 1/2/3 ms\n"))
        for text in ["\"roundTripMinimum\" : 1.499", "\"roundTripAverage\" : 2.05", "\"roundTripMaximum\" : 2.6"] {
            #expect(run.json.contains(text))
        }
    }

    @Test func jsonShowsNothingBeforeTheEnd() {
        let output = ProbeOutput(prober { _, _ in answer(microseconds: 5) }, run(count: 2), isJSON: true)
        #expect(output.next() == .pausing)
        #expect(output.next() == .pausing)
        guard case .text(let json) = output.next() else { return #expect(Bool(false), "JSON") }
        #expect(json.hasPrefix("{\n  \"schema\" : 1,"))
    }

    @Test(
        arguments: [
            (.reply, "!"), (.unreachable(code: 0), "U"), (.unreachable(code: 1), "A"), (.unreachable(code: 2), "N"),
            (.unreachable(code: 3), "H"), (.unreachable(code: 4), "P"), (.unreachable(code: 99), "@"),
            (.packetTooBig, "B"), (.timeExceeded, "T"), (.parameterProblem, "R"),
        ] as [(ProbeAnswer.Outcome, String)])
    func everyOutcomeHasASymbol(outcome: ProbeAnswer.Outcome, symbol: String) {
        var run = run(count: 2)
        #expect(run.take(.init(outcome: outcome, source: Self.path.source, roundTrip: .zero)) == symbol)
        #expect(run.take(nil) == ".\n")
        #expect(run.ending.hasPrefix("Success rate is \(outcome == .reply ? 50 : 0) percent"))
    }
}
