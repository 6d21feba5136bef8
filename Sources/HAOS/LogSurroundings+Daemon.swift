import Glibc
import Linux
import Management

extension LogSurroundings {
    /// What a daemon's log has to do with: standard error, the machine's clock, and sockets that a loop watches.
    static func daemon(on loop: EventLoop) -> LogSurroundings {
        let start = MonotonicClock.now()
        return LogSurroundings(
            processIdentifier: getpid(), standardError: StandardErrorSink(),
            clock: { LocalClock.moment(startedAt: start) },
            connect: { host, changed in
                switch host.transport {
                case .udp: SyslogDatagrams(host)
                case .tcp: SyslogStream(host, loop: loop) { changed($0.map { "\($0)" }) }
                }
            })
    }
}
