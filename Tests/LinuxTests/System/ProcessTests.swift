import Core
import Glibc
import Management
import Testing

@testable import Linux

@Suite struct ProcessTests {
    @Test func theProcessIsThisOne() throws {
        let usage = ProcessorUsage(on: try EventLoop())
        defer { usage.stop() }
        let process = ProcessStatus.current(utilization: usage.utilization, loop: LoopStatistics())
        #expect(process.process == getpid())
        #expect(process.residentMemory > 1 << 20 && process.peakResidentMemory >= process.residentMemory)
        #expect(process.virtualMemory > process.residentMemory)
        #expect(process.userTime + process.systemTime > 0)
        #expect(process.threads.contains { $0.number == getpid() && $0.state.count == 1 })
    }

    @Test func theHeapGrowsWithWhatIsKept() {
        let before = HeapUse.current
        let octets = [UInt8](repeating: 1, count: 64 << 20)
        let after = HeapUse.current
        #expect(after.used >= before.used + (32 << 20), "other tests may have let go of something meanwhile")
        #expect(after.total >= after.used)
        #expect(octets.count == 64 << 20)
    }

    @Test func theKernelCounts() throws {
        try withNetworkNamespace {
            #expect(try ProcessFiles.ipv6Counters()["Ip6InReceives"] == 0)
            try run("ping -6 -c 1 ::1 >/dev/null")
            let counters = try ProcessFiles.ipv6Counters()
            #expect(counters["Icmp6InEchos"] == 1 && counters["Icmp6InEchoReplies"] == 1)
        }
    }

    @Test func theClockShowsTheTime() {
        let before = time(nil)
        let clock = LocalClock.reading()
        var day = unsafe tm()
        (unsafe day.tm_year, unsafe day.tm_mon, unsafe day.tm_mday) = (
            Int32(clock.year - 1900), Int32(clock.month - 1), Int32(clock.day)
        )
        (unsafe day.tm_hour, unsafe day.tm_min, unsafe day.tm_sec) = (
            Int32(clock.hour), Int32(clock.minute), Int32(clock.second)
        )
        let shown = unsafe timegm(&day) - clock.offset
        #expect((before...before + 5).contains(shown))
        #expect(!clock.timeZone.isEmpty && (0..<7).contains(clock.weekday) && (0..<1000).contains(clock.millisecond))
    }
}
