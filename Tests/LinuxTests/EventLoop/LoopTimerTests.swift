import CLinux
import Core
import Glibc
import Testing

@testable import Linux

@Suite struct LoopTimerTests {
    let loop: EventLoop

    init() throws {
        loop = try EventLoop()
    }

    @Test func theDeadlineComesOnceAndNotEarly() throws {
        let deadline = MonotonicClock.now() + .milliseconds(5)
        var moments: [Instant] = []
        var timer: LoopTimer?
        timer = loop.makeTimer { now in
            moments.append(now)
            #expect(timer?.deadline == nil)
            // A second round: had the first deadline been reported again, it would be before this one.
            if moments.count == 2 { loop.stop() }
            timer?.deadline = now + .milliseconds(5)
        }
        timer?.deadline = deadline
        try loop.run()
        #expect(moments.count == 2)
        #expect(moments[0] >= deadline)
        #expect(moments[1] >= moments[0] + .milliseconds(5))
    }

    @Test func aDeadlineInThePastComesAtOnceAndOneTakenBackNever() throws {
        var count = 0
        let timer = loop.makeTimer { _ in
            count += 1
            loop.stop()
        }
        timer.deadline = Instant(nanoseconds: 0)
        try loop.run()
        #expect(count == 1)

        timer.deadline = Instant(nanoseconds: 0)
        timer.deadline = nil
        try turn(3)
        #expect(count == 1)
    }

    @Test func severalAreCalledInTheOrderOfTheirDeadlines() throws {
        var called: [Int] = []
        let now = MonotonicClock.now()
        for (number, milliseconds) in [6, 2, 4].enumerated() {
            let timer = loop.makeTimer { _ in
                called.append(number)
                if called.count == 3 { loop.stop() }
            }
            timer.deadline = now + .milliseconds(milliseconds)
        }
        try loop.runOrFail("three timers")
        #expect(called == [1, 2, 0])
    }

    /// Both are due at the same wake-up, and the first takes the second back: once by moving it, once for good.
    @Test(arguments: [false, true]) func oneThatIsTakenBackInTimeIsNotCalled(isCancelled: Bool) throws {
        var called: [Int] = []
        var timers: [LoopTimer] = []
        for number in 0...1 {
            timers.append(
                loop.makeTimer { _ in
                    called.append(number)
                    if isCancelled { timers[1].cancel() } else { timers[1].deadline = nil }
                })
            timers[number].deadline = Instant(nanoseconds: UInt64(number))
        }
        try turn(3)
        #expect(called == [0])
    }

    @Test func aCancelledOneIsNotSetAgain() throws {
        var count = 0
        let timer = loop.makeTimer { _ in count += 1 }
        timer.cancel()
        timer.deadline = Instant(nanoseconds: 0)
        try turn(3)
        #expect(count == 0)
    }

    /// Serves a number of wake-ups.
    private func turn(_ count: Int) throws {
        let descriptor = try FileDescriptor("eventfd", for: "a test") { eventfd(1, Int32(EFD_NONBLOCK)) }
        var turns = 0
        let registration = try loop.register(descriptor.rawValue) { _, _ in
            turns += 1
            if turns == count { loop.stop() }
        }
        try loop.run()
        registration.cancel()
        withExtendedLifetime(descriptor) {}
    }
}
