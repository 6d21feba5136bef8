import Core
import Testing

@testable import Linux

@Suite struct LoopStatisticsTests {
    private func moment(_ milliseconds: UInt64) -> Instant {
        Instant(nanoseconds: 1_000_000_000_000 + milliseconds * 1_000_000)
    }

    @Test func theLongestTurnIsKeptAndTheRecentOneForgotten() {
        var statistics = LoopStatistics()
        statistics.record(from: moment(0), to: moment(40))
        statistics.record(from: moment(50), to: moment(55))
        #expect(statistics.turns == 2)
        #expect(statistics.longestTurn == .milliseconds(40) && statistics.longestRecentTurn == .milliseconds(40))
        statistics.record(from: moment(61_000), to: moment(61_003))
        #expect(statistics.longestRecentTurn == .milliseconds(40), "less than two minutes ago")
        statistics.record(from: moment(122_000), to: moment(122_002))
        #expect(statistics.longestRecentTurn == .milliseconds(3))
        statistics.record(from: moment(400_000), to: moment(400_001))
        #expect(statistics.longestRecentTurn == .milliseconds(1))
        #expect(statistics.longestTurn == .milliseconds(40))
    }

    @Test func aLoopCountsItsTurns() throws {
        let loop = try EventLoop()
        let timer = loop.makeTimer { _ in loop.stop() }
        timer.deadline = MonotonicClock.now()
        try loop.run()
        #expect(loop.statistics.turns == 1)
        #expect(loop.statistics.longestTurn > .zero)
        timer.cancel()
    }
}
