import Core
import Glibc

@testable import Linux

struct Timeout: Error, CustomStringConvertible {
    var condition: String
    var description: String { "not in time: \(condition)" }
}

/// Waits until `descriptor` is readable and calls `body`, again and again until it returns something.
func wait<Result>(
    for condition: String, on descriptor: Int32, seconds: Int = 10, _ body: () throws -> Result?
) throws -> Result {
    let end = MonotonicClock.now() + .seconds(seconds)
    while true {
        if let result = try body() { return result }
        let rest = (end - MonotonicClock.now()).components
        guard rest.seconds >= 0, rest.attoseconds >= 0 else { throw Timeout(condition: condition) }
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        unsafe poll(&request, 1, Int32(rest.seconds * 1000) + 1)
    }
}

extension EventLoop {
    /// Serves until a handler calls `stop`, and throws if none does in time.
    func runOrFail(_ condition: String, seconds: Int = 10) throws {
        var isLate = false
        let timer = makeTimer { [unowned self] _ in
            isLate = true
            stop()
        }
        timer.deadline = MonotonicClock.now() + .seconds(seconds)
        defer { timer.cancel() }
        try run()
        if isLate { throw Timeout(condition: condition) }
    }
}

extension EventLoop {
    /// Serves while `condition` is false, and lets the test act as a peer in between.
    func serve(until what: String, _ condition: () -> Bool) throws {
        let end = MonotonicClock.now() + .seconds(10)
        let timer = makeTimer { [unowned self] _ in stop() }
        defer { timer.cancel() }
        while !condition() {
            guard MonotonicClock.now() < end else { throw Timeout(condition: what) }
            timer.deadline = MonotonicClock.now() + .milliseconds(1)
            try run()
        }
    }
}

/// Tries `body` again while it throws, for things that other tests disturb for a moment: a child process that one of
/// them is just making holds every descriptor of this process.
func eventually<Result>(seconds: Int = 10, _ body: () throws -> Result) throws -> Result {
    let end = MonotonicClock.now() + .seconds(seconds)
    while true {
        do {
            return try body()
        } catch {
            guard MonotonicClock.now() < end else { throw error }
            sched_yield()
        }
    }
}
