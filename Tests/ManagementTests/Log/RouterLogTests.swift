import Core
import ManagementFixtures
import Testing

@testable import Management

@Suite struct RouterLogTests {
    private let router = FixtureRouter()
    private var log: RouterLog { router.eventLog }
    private var buffered: [String] { log.buffer.records.map(\.message.mnemonic) }

    private func message(_ severity: LogSeverity, _ mnemonic: String = "TEST") -> LogMessage {
        LogMessage(.system, severity, mnemonic, "text")
    }

    private func configure(_ change: (inout LoggingSettings) -> Void) {
        var settings = log.settings
        change(&settings)
        log.configure(settings, hostName: "HA1")
    }

    /// Opens a session and makes it one that sees log lines.
    private func session(line: String, monitors: Bool) -> LiveSession {
        let session = router.sessions.open(
            OperatorIdentity(user: "root", line: line), isInteractive: true, at: router.now)
        session.monitors = monitors
        return session
    }

    @Test(arguments: LogSeverity.allCases)
    func eachSinkHasItsOwnLimit(limit: LogSeverity) throws {
        let host = SyslogHost(address: try #require(IPv6Address("2001:db8::5")))
        configure {
            $0.buffer?.level = limit
            $0.trap = limit
            $0.monitor = limit
            $0.hosts = [host]
        }
        let monitor = session(line: "pts/0", monitors: true)
        let console = session(line: "ttyS0", monitors: false)
        for severity in LogSeverity.allCases { log.write(message(severity)) }
        let wanted = Int(limit.rawValue) + 1
        #expect(log.buffered.logged == wanted && log.buffer.records.count == wanted)
        #expect(router.logs.transports[host]?.sent.count == wanted)
        #expect(monitor.takeNotices()?.split(separator: "\n").count == wanted)
        #expect(console.takeNotices()?.split(separator: "\n").count == 8)
        #expect(router.logs.standardError.count == 7)
    }

    @Test func whatIsOffGetsNothing() throws {
        let host = SyslogHost(address: try #require(IPv6Address("2001:db8::5")))
        let (monitor, console) = (session(line: "pts/0", monitors: true), session(line: "tty1", monitors: false))
        configure {
            $0.hosts = [host]
            $0.isOn = false
        }
        log.write(message(.emergencies))
        #expect(log.buffer.records.isEmpty && router.logs.transports[host]?.sent.isEmpty == true)
        #expect(monitor.takeNotices() == nil)
        #expect(console.takeNotices() != nil && router.logs.standardError.count == 1)
        configure {
            $0.isOn = true
            ($0.buffer, $0.console, $0.monitor, $0.trap) = (nil, nil, nil, nil)
        }
        log.write(message(.emergencies))
        #expect(log.buffer.records.isEmpty && router.logs.transports[host]?.sent.isEmpty == true)
        #expect(monitor.takeNotices() == nil && console.takeNotices() == nil)
        #expect(router.logs.standardError.count == 2)
    }

    @Test func whoTypedItIsNotTold() throws {
        let (author, other) = (session(line: "pts/0", monitors: true), session(line: "pts/1", monitors: true))
        log.write(message(.notifications), author: author.number)
        #expect(author.takeNotices() == nil && other.takeNotices() != nil)
    }

    /// Only so many lines are made of what packets cause, however many packets there are.
    @Test func aFloodIsNotEvenFormatted() {
        var made = 0
        func line() -> LogMessage {
            made += 1
            return message(.informational)
        }
        for _ in 0..<100_000 { log.write(.informational, from: .network, line()) }
        #expect(made == 500)
        #expect(log.gates[.network]?.leftOut == 99_500)
        log.write(message(.notifications, "AFTER"))
        #expect(
            log.buffer.records.suffix(2).map(\.message.text) == [
                "99500 lines were left out, packets caused more than `logging rate-limit` takes", "text",
            ])
        router.advance(by: .seconds(2))
        for _ in 0..<1000 { log.write(.informational, from: .network, line()) }
        #expect(made == 700)
    }

    @Test func debuggingDoesNotTakeTheRoomOfOtherLines() {
        for _ in 0..<10_000 { log.write(.debugging, from: .debugging, message(.debugging)) }
        log.write(.informational, from: .network, message(.informational, "SEEN"))
        #expect(buffered.last == "SEEN")
        #expect(log.gates[.debugging]?.leftOut == 9500 && log.gates[.network]?.leftOut == 0)
    }

    @Test func whatNobodyWantsIsNotMade() {
        configure { ($0.buffer, $0.console, $0.monitor) = (nil, nil, nil) }
        var made = 0
        func line() -> LogMessage {
            made += 1
            return message(.debugging)
        }
        log.write(.debugging, from: .debugging, line())
        #expect(made == 0)
    }

    @Test func whatIsMissingIsSaidWhenThereIsRoomAgain() {
        var calls = 0
        log.linesMissing = { calls += 1 }
        router.logs.isStuck = true
        for _ in 0..<3 { log.write(message(.errors)) }
        #expect(log.standardError.dropped == 3 && calls == 3)
        log.tellWhatIsMissing()
        #expect(calls == 4)
        router.logs.isStuck = false
        log.tellWhatIsMissing()
        #expect(
            router.logs.standardError == [
                "%SYS-4-LOG: 3 lines were left out, they came faster than they were taken"
            ])
        #expect(calls == 4)
        log.write(message(.errors))
        #expect(router.logs.standardError.count == 2 && log.standardError.logged == 1)
    }

    @Test func theBufferIsAsLargeAsConfigured() {
        configure { $0.buffer?.size = 4096 }
        for index in 0..<1000 { log.write(message(.errors, "N\(index)")) }
        #expect(log.buffer.records.count > 10 && log.buffer.records.count < 100)
        #expect(buffered.last == "N999")
        log.clear()
        #expect(log.buffer.records.isEmpty && log.buffered.logged == 0)
    }
}
