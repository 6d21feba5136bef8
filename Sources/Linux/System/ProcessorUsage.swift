import Core
import Glibc
import Management

/// How busy the process was lately, by a sample every five seconds.
public final class ProcessorUsage {
    /// Seconds between samples.
    private static let interval = 5
    /// Enough for five minutes.
    private static let sampleCount = 61

    /// Processor time in microseconds at the last samples, the newest last.
    private var samples: [UInt64] = []
    private var timer: LoopTimer?

    /// Begins to watch, by a timer of the event loop.
    public init(on loop: EventLoop) {
        timer = loop.makeTimer { [unowned self] now in sample(at: now) }
        sample(at: MonotonicClock.now())
    }

    /// Ends the watching.
    public func stop() {
        timer?.cancel()
    }

    /// How busy the process was; of a time before it began it knows nothing.
    public var utilization: ProcessStatus.Utilization {
        ProcessStatus.Utilization(
            fiveSeconds: percentage(of: 1), oneMinute: percentage(of: 12), fiveMinutes: percentage(of: 60))
    }

    /// Microseconds of processor time since the process began: on its own code, and in the kernel.
    static var times: (user: UInt64, system: UInt64) {
        var usage = rusage()
        unsafe getrusage(RUSAGE_SELF.rawValue, &usage)
        return (microseconds(usage.ru_utime), microseconds(usage.ru_stime))
    }

    private func sample(at now: Instant) {
        let times = Self.times
        samples.append(times.user + times.system)
        if samples.count > Self.sampleCount { samples.removeFirst() }
        timer?.deadline = now + .seconds(Self.interval)
    }

    private func percentage(of intervals: Int) -> UInt32 {
        let span = min(intervals, samples.count - 1)
        guard span > 0, let last = samples.last else { return 0 }
        let used = last - samples[samples.count - 1 - span]
        return UInt32(clamping: (used * 100 / UInt64(span * Self.interval) + 500_000) / 1_000_000)
    }

    private static func microseconds(_ time: timeval) -> UInt64 {
        UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_usec)
    }
}
