import Core
import Testing

@testable import Management

@Suite struct AttemptLimiterTests {
    private var limiter = AttemptLimiter()
    private var now = Instant(nanoseconds: 1_000_000_000)

    /// The waits that attempts meet, one after the other, each made as soon as it may be.
    @Test mutating func waitsGrowUpToAMinute() {
        var waits: [Duration] = []
        for _ in 0..<12 {
            let wait = limiter.begin("alice", at: now)
            waits.append(wait ?? .zero)
            guard let wait else { continue }
            now = now + wait
            #expect(limiter.begin("alice", at: now) == nil)
        }
        #expect(waits == [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60].map { .seconds($0) })
    }

    @Test mutating func successForgets() {
        for _ in 0..<3 { #expect(limiter.begin("alice", at: now) == nil) }
        limiter.succeeded("alice")
        #expect(limiter.begin("alice", at: now) == nil)
    }

    @Test mutating func timeForgets() {
        for _ in 0..<3 { _ = limiter.begin("alice", at: now) }
        now = now + .seconds(901)
        for _ in 0..<3 { #expect(limiter.begin("alice", at: now) == nil) }
        #expect(limiter.begin("alice", at: now) != nil)
    }

    @Test mutating func namesAreApartAndBounded() {
        for number in 0..<1000 { #expect(limiter.begin("user\(number)", at: now) == nil) }
        for _ in 0..<3 { _ = limiter.begin("alice", at: now) }
        #expect(limiter.begin("alice", at: now) != nil)
        #expect(limiter.begin("bob", at: now) == nil)
    }

    /// Names that are made up do not make one that was tried often forgotten.
    @Test mutating func whoHasTriedOftenIsRemembered() {
        for _ in 0..<3 { _ = limiter.begin("alice", at: now) }
        for number in 0..<1000 { _ = limiter.begin("user\(number)", at: now) }
        #expect(limiter.begin("alice", at: now) != nil)
    }
}
