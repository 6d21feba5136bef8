import Glibc
import Management

extension ProcessStatus {
    /// This process.
    public static func current(utilization: Utilization, loop: LoopStatistics) -> ProcessStatus {
        let times = ProcessorUsage.times
        let status = ProcessFiles.status()
        return ProcessStatus(
            process: getpid(), utilization: utilization, userTime: times.user / 1000, systemTime: times.system / 1000,
            eventLoop: EventLoop(
                turns: loop.turns, longestTurn: loop.longestTurn.wholeMicroseconds,
                longestRecentTurn: loop.longestRecentTurn.wholeMicroseconds),
            residentMemory: ProcessFiles.memory("VmRSS", in: status),
            peakResidentMemory: ProcessFiles.memory("VmHWM", in: status),
            virtualMemory: ProcessFiles.memory("VmSize", in: status), threads: ProcessFiles.threads())
    }
}

extension Duration {
    fileprivate var wholeMicroseconds: UInt64 {
        UInt64(clamping: components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000)
    }
}
