import CLinux
import Core
import Glibc
import Testing

@testable import Linux

@Suite struct EventLoopTests {
    let loop: EventLoop

    init() throws {
        loop = try EventLoop()
    }

    /// An eventfd that is readable from the start and stays so.
    private func readyDescriptor() throws -> FileDescriptor {
        try FileDescriptor("eventfd", for: "a test") { eventfd(1, Int32(EFD_NONBLOCK)) }
    }

    @Test func aReadableDescriptorIsServedWithThePresentMoment() throws {
        let descriptor = try readyDescriptor()
        let before = MonotonicClock.now()
        var served: [(Readiness, Instant)] = []
        try loop.register(descriptor.rawValue) { readiness, now in
            served.append((readiness, now))
            loop.stop()
        }
        try loop.runOrFail("a readable descriptor")
        #expect(served.map(\.0) == [.read])
        #expect(served.allSatisfy { before <= $0.1 && $0.1 <= MonotonicClock.now() })
    }

    /// With more ready descriptors than one wake-up serves, all of which stay ready, each gets its turn.
    @Test func nobodyStarves() throws {
        var turns = [Int](repeating: 0, count: 200)
        var owners: [OwnedDescriptor] = []
        for number in turns.indices {
            let owner = OwnedDescriptor(try readyDescriptor())
            owners.append(owner)
            try loop.register(owner.descriptor.rawValue) { _, _ in
                turns[number] += 1
                if turns.allSatisfy({ $0 >= 2 }) { loop.stop() }
            }
        }
        try loop.runOrFail("two turns for everyone")
        #expect(turns.max() ?? 0 <= 4)
    }

    @Test func aCancelledRegistrationIsNotServedInTheSameWakeUp() throws {
        let first = try readyDescriptor()
        let second = try readyDescriptor()
        var registrations: [Registration] = []
        var served = 0
        let timer = loop.makeTimer { _ in loop.stop() }
        for descriptor in [first.rawValue, second.rawValue] {
            registrations.append(
                try loop.register(descriptor) { _, _ in
                    served += 1
                    for registration in registrations { registration.cancel() }
                    timer.deadline = Instant(nanoseconds: 0)
                })
        }
        try loop.run()
        #expect(served == 1)
    }

    @Test func writingIsReportedOnlyWhenAskedFor() throws {
        let descriptor = try readyDescriptor()
        var seen: [Readiness] = []
        var registration: Registration?
        registration = try loop.register(descriptor.rawValue) { readiness, _ in
            seen.append(readiness)
            if seen.count == 2 { loop.stop() }
            #expect(throws: Never.self) { try registration?.watch(for: [.read, .write]) }
        }
        try loop.runOrFail("two wake-ups")
        #expect(seen == [.read, [.read, .write]])
    }

    @Test func aClosedDescriptorIsRefused() throws {
        #expect(throws: SystemCallError.self) { try loop.register(-1) { _, _ in } }
    }

    @Test func signalsArriveAsEvents() throws {
        var arrived: [Int32] = []
        let watch = try SignalWatch([SIGUSR1, SIGUSR2], on: loop) { signal in
            arrived.append(signal)
            if arrived.count == 2 { loop.stop() }
        }
        pthread_kill(pthread_self(), SIGUSR2)
        pthread_kill(pthread_self(), SIGUSR1)
        try loop.runOrFail("two signals")
        withExtendedLifetime(watch) {}
        #expect(Set(arrived) == [SIGUSR1, SIGUSR2])
    }
}

/// A descriptor that an array can hold.
private final class OwnedDescriptor {
    let descriptor: FileDescriptor

    init(_ descriptor: consuming FileDescriptor) {
        self.descriptor = descriptor
    }
}
