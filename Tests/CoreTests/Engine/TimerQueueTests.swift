import Testing

@testable import Core

/// One deadline for each key, the earliest first, however often they are moved.
@Suite struct TimerQueueTests {
    private func at(_ nanoseconds: UInt64) -> Instant { Instant(nanoseconds: nanoseconds) }

    @Test func anEmptyQueueHasNothingToWaitFor() {
        var timers = TimerQueue<String>()
        #expect(timers.nextDeadline == nil)
        #expect(timers.popDue(at: at(.max)) == nil)
    }

    @Test func timersComeInTheOrderOfTheirDeadlines() {
        var timers = TimerQueue<String>()
        timers.schedule("late", at: at(30))
        timers.schedule("early", at: at(10))
        timers.schedule("middle", at: at(20))
        #expect(timers.nextDeadline == at(10))
        #expect(timers.popDue(at: at(9)) == nil)
        #expect(timers.popDue(at: at(10)) == "early")
        #expect(timers.popDue(at: at(19)) == nil)
        #expect(timers.nextDeadline == at(20))
        #expect(timers.popDue(at: at(99)) == "middle")
        #expect(timers.popDue(at: at(99)) == "late")
        #expect(timers.popDue(at: at(99)) == nil)
        #expect(timers.nextDeadline == nil)
    }

    @Test func aTimerThatIsMovedComesOnce() {
        var timers = TimerQueue<String>()
        for deadline in [20, 10, 30, 10, 30] as [UInt64] { timers.schedule("one", at: at(deadline)) }
        #expect(timers.nextDeadline == at(30))
        #expect(timers.popDue(at: at(29)) == nil)
        #expect(timers.popDue(at: at(30)) == "one")
        #expect(timers.popDue(at: at(.max)) == nil)
    }

    @Test func aTimerThatIsCancelledDoesNotCome() {
        var timers = TimerQueue<String>()
        timers.schedule("one", at: at(10))
        timers.schedule("two", at: at(20))
        timers.cancel("one")
        timers.cancel("none")
        #expect(timers.nextDeadline == at(20))
        timers.schedule("one", at: at(10))
        #expect(timers.popDue(at: at(20)) == "one")
        #expect(timers.popDue(at: at(20)) == "two")
    }

    @Test func aTimerThatCameMaySetItselfAgainForTheSameMoment() {
        var timers = TimerQueue<String>()
        for deadline in [5, 9, 5] as [UInt64] { timers.schedule("one", at: at(deadline)) }
        for _ in 0..<3 {
            #expect(timers.popDue(at: at(5)) == "one")
            #expect(timers.popDue(at: at(5)) == nil)
            timers.schedule("one", at: at(5))
        }
    }

    /// The queue against the plainest thing that could be one.
    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func itIsWhatATableOfDeadlinesIs(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var timers = TimerQueue<Int>()
        var table: [Int: UInt64] = [:]
        for step in 0..<5000 as Range<UInt64> {
            let key = Int.random(in: 0..<40, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0:
                timers.cancel(key)
                table[key] = nil
            case 1, 2:
                let deadline = step + .random(in: 0...200, using: &generator)
                timers.schedule(key, at: at(deadline))
                table[key] = deadline
            default:
                let due = table.filter { $0.value <= step }
                if let popped = timers.popDue(at: at(step)) {
                    #expect(due[popped] == due.values.min())
                    table[popped] = nil
                } else {
                    #expect(due.isEmpty)
                }
            }
            #expect(timers.nextDeadline == table.values.min().map(at))
        }
    }
}
