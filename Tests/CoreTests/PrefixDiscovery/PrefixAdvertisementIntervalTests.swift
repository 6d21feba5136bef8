import Testing

@testable import Core

/// RAND_ADV_DELAY (RFC 6275 section 10.6.2).
@Suite struct PrefixAdvertisementIntervalTests {
    private func delays(_ interval: PrefixAdvertisementInterval, preferred: UInt32) -> [Duration] {
        var random = RandomSource(seed: 1)
        return (0..<1000).map { _ in interval.delay(preferred: preferred, &random) }
    }

    @Test func isBetweenTheIntervals() throws {
        let delays = delays(.standard, preferred: .max)
        let (least, greatest) = (try #require(delays.min()), try #require(delays.max()))
        #expect(least >= .seconds(600) && least < .seconds(2000))
        #expect(greatest < .seconds(86_400) && greatest > .seconds(80_000))
    }

    @Test func thePreferredLifetimeIsABound() throws {
        let delays = delays(.standard, preferred: 1000)
        #expect(delays.allSatisfy { (.seconds(600)..<Duration.seconds(1000)).contains($0) })
    }

    /// Of a deprecated prefix: the RFC takes the distance of both.
    @Test func aPreferredLifetimeBelowTheLeastIntervalSpreadsBeyondIt() throws {
        let delays = delays(.standard, preferred: 0)
        #expect(delays.allSatisfy { (.seconds(600)..<Duration.seconds(1200)).contains($0) })
        #expect(Set(delays).count > 100)
    }

    @Test func equalIntervalsLeaveNothingToChance() {
        let interval = PrefixAdvertisementInterval(maximum: 5, minimum: 5)
        #expect(delays(interval, preferred: .max).allSatisfy { $0 == .seconds(5) })
    }

    @Test func bounds() {
        #expect(PrefixAdvertisementInterval.standard.minimum == 600)
        #expect(PrefixAdvertisementInterval(maximum: 60).minimum == 60)
        #expect(PrefixAdvertisementInterval(maximum: 60, minimum: 61).minimum == 60)
        #expect(PrefixAdvertisementInterval(maximum: 0, minimum: 0).maximum == 1)
    }
}
