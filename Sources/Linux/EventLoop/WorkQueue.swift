import CLinux
import Foundation
import Glibc
import Synchronization

/// Long work for a thread of its own, of low priority: jobs in, results out, a bounded number of them. A descriptor is
/// ready for reading when there are results.
final class WorkQueue<Job: Sendable, Result: Sendable>: Sendable {
    private struct State {
        var jobs: [(number: UInt64, job: Job)] = []
        var results: [(UInt64, Result)] = []
        var lastNumber: UInt64 = 0
        /// Jobs that were added and whose results were not taken yet.
        var count = 0
        var isOver = false
    }

    private let state = Mutex(State())
    private let arrivals = DispatchSemaphore(value: 0)
    private let capacity: Int
    private let event: Int32

    /// Begins to work.
    init(capacity: Int, work: @escaping @Sendable (Job) -> Result) throws(SystemCallError) {
        self.capacity = capacity
        event = try SystemCallError.check("eventfd", for: "making a work queue") {
            eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        }
        let thread = Thread { [self] in
            // The niceness of a thread is its own in Linux.
            setpriority(Int32(PRIO_PROCESS.rawValue), 0, 10)
            while let (number, job) = next() { finish(number, work(job)) }
            close(event)
        }
        thread.start()
    }

    /// What to watch for reading.
    var descriptor: Int32 { event }

    /// Adds a job; its number, or `nil` if there are too many.
    func add(_ job: Job) -> UInt64? {
        let number: UInt64? = state.withLock { state in
            guard state.count < capacity else { return nil }
            state.count += 1
            state.lastNumber += 1
            state.jobs.append((state.lastNumber, job))
            return state.lastNumber
        }
        if number != nil { arrivals.signal() }
        return number
    }

    /// Takes the results that there are, by the numbers of their jobs.
    func takeResults() -> [(UInt64, Result)] {
        var count: eventfd_t = 0
        _ = unsafe eventfd_read(event, &count)
        return state.withLock { state in
            defer { state.results = [] }
            state.count -= state.results.count
            return state.results
        }
    }

    /// Ends the thread when it has done what it is about; what else waits is forgotten.
    func end() {
        state.withLock { $0.isOver = true }
        arrivals.signal()
    }

    private func next() -> (UInt64, Job)? {
        arrivals.wait()
        return state.withLock { state in
            guard !state.isOver, !state.jobs.isEmpty else { return nil }
            let (number, job) = state.jobs.removeFirst()
            return (number, job)
        }
    }

    private func finish(_ number: UInt64, _ result: Result) {
        state.withLock { $0.results.append((number, result)) }
        eventfd_write(event, 1)
    }
}
