import Testing

@testable import Core

/// So many at once, so many a second in the long run (RFC 4443 section 2.4).
@Suite struct TokenBucketTests {
    private let start = Instant(nanoseconds: 5_000_000_000)

    private func taken(from bucket: inout TokenBucket, asking times: Int, at now: Instant) -> Int {
        (0..<times).filter { _ in bucket.take(at: now) }.count
    }

    @Test func aFullBucketGivesItsBurst() {
        var bucket = TokenBucket(rate: 10, burst: 4)
        #expect(taken(from: &bucket, asking: 100, at: start) == 4)
    }

    @Test func tokensComeBackAtTheirRate() {
        var bucket = TokenBucket(rate: 10, burst: 4)
        _ = taken(from: &bucket, asking: 100, at: start)
        #expect(taken(from: &bucket, asking: 9, at: start + .milliseconds(99)) == 0)
        #expect(taken(from: &bucket, asking: 9, at: start + .milliseconds(100)) == 1)
        #expect(taken(from: &bucket, asking: 9, at: start + .milliseconds(300)) == 2)
        #expect(taken(from: &bucket, asking: 9, at: start + .seconds(100)) == 4)
    }

    /// Whatever the times of asking: never more than the burst and what the rate gave since.
    @Test func inTheLongRunTheRateHolds() {
        var generator = SeededGenerator(seed: 3)
        var bucket = TokenBucket(rate: 50, burst: 20)
        var now = start
        var taken = 0
        for _ in 0..<20_000 {
            now = now + .microseconds(Int64.random(in: 0...2000, using: &generator))
            if bucket.take(at: now) { taken += 1 }
        }
        let seconds = (now - start) / .seconds(1)
        #expect(Double(taken) <= 20 + 50 * seconds)
        #expect(Double(taken) >= 50 * seconds - 1)
    }

    /// One token a second is left to an honest sender who asks after a pause, however many were refused before.
    @Test func refusalsCostNothing() {
        var bucket = TokenBucket(rate: 1, burst: 1)
        #expect(bucket.take(at: start) == true)
        #expect(taken(from: &bucket, asking: 1000, at: start) == 0)
        #expect(bucket.take(at: start + .seconds(1)) == true)
    }

    @Test func rateAndBurstAreAtLeastOne() {
        var bucket = TokenBucket(rate: 0, burst: 0)
        #expect(taken(from: &bucket, asking: 5, at: start) == 1)
        #expect(bucket.take(at: start + .seconds(1)) == true)
    }

    /// A clock that seems to go back, as two events of one moment on two processors may make it, traps nothing.
    @Test func anEarlierMomentIsNoTrap() {
        var bucket = TokenBucket(rate: 10, burst: 2)
        #expect(bucket.take(at: start) == true)
        #expect(bucket.take(at: Instant(nanoseconds: 0)) == false)
        #expect(bucket.take(at: start) == true)
    }
}
