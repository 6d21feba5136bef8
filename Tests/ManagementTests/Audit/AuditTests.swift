import Core
import ManagementFixtures
import Testing

@testable import Management

@Suite struct AuditTests {
    private let router = FixtureRouter()
    private var commands: [String] { router.audit.records.compactMap(\.command) }
    private var codes: [UInt8] { router.audit.records.compactMap(\.code) }
    private var written: [String] { router.logs.audited.map { String(decoding: $0, as: UTF8.self) } }

    @Test func everyLineIsKeptWithItsResult() throws {
        var person = try ScreenOperator(router, isInteractive: false)
        for line in ["show version", "configure terminal", "hostname HA9", "hostname -", "end", "reload in 5"] {
            try person.type(line)
        }
        #expect(
            commands == ["show version", "configure terminal", "hostname HA9", "hostname ...", "end", "reload in 5"])
        #expect(codes == [0, 0, 0, 2, 0, 1])
        #expect(router.audit.records.map(\.kind).first == .login)
        #expect(written.filter { $0.hasSuffix("}\n") }.count == 7)
    }

    @Test func whoMayNotIsKeptWithWhatWasDenied() throws {
        var person = try ScreenOperator(router, user: "lisa")
        try person.type("clear ipv6 mobile traffic")
        try person.type("enable")
        #expect(commands == ["clear ipv6 mobile traffic", "enable"])
        #expect(codes == [4, 4])
        #expect(
            router.logs.standardError.suffix(2) == [
                "%AUDIT-4-DENIED: lisa typed \"clear ipv6 mobile traffic\" in userExec: not authorised",
                "%AUDIT-4-DENIED: lisa typed \"enable\" in userExec: not authorised",
            ])
    }

    @Test func aSessionIsKeptFromItsBeginningToItsEnd() throws {
        var connection = ControlConnection(user: "lisa", userIdentifier: 1000)
        connection.receive(
            try ControlFrame.encode(
                ControlRequest.hello(ControlHello(isInteractive: true, line: "pts/3", origin: "2001:db8::9"))))
        while !connection.takeOutput(atMost: 1000, for: router).isEmpty {}
        connection.close(for: router)
        #expect(
            router.audit.records.map(\.text) == [
                "lisa on pts/3 from 2001:db8::9 began session 1", "lisa on pts/3 from 2001:db8::9 ended session 1",
            ])
    }

    @Test func whatIsBrokenOffIsKept() throws {
        let endless = EndlessRouter()
        var connection = ControlConnection(user: "root", userIdentifier: 0)
        connection.receive(try ControlFrame.encode(ControlRequest.hello(ControlHello(isInteractive: false))))
        connection.receive(try ControlFrame.encode(ControlRequest.execute(line: "show ipv6 mobile binding")))
        while endless.taken < 1000 { _ = connection.takeOutput(atMost: 10_000, for: endless) }
        connection.close(for: endless)
        #expect(endless.audit.records.map(\.kind) == [.login, .command, .logout])
        #expect(endless.audit.records.compactMap(\.code) == [1])
    }

    @Test func answersAreNotKept() throws {
        var person = try ScreenOperator(router)
        try person.type("enable")
        try person.type("reload")
        _ = try person.answer("swordfish")
        _ = try person.answer("no")
        #expect(!written.joined().contains("swordfish"))
    }

    // MARK: After a restart

    @Test func theTrailGoesOnAfterARestart() throws {
        var person = try ScreenOperator(router, isInteractive: false)
        try person.type("show version")
        router.logs.audited.append(Array("{\"cut\":".utf8))
        let again = AuditTrail(router.logs, log: router.eventLog)
        #expect(again.records == router.audit.records)
    }

    @Test func whatTheStoreCannotKeepIsCountedAndTold() throws {
        router.logs.isStoreFull = true
        var person = try ScreenOperator(router, isInteractive: false)
        for _ in 0..<10 { try person.type("show version") }
        #expect(router.audit.lost == 11)
        #expect(router.logs.standardError.filter { $0.hasPrefix("%AUDIT-3-LOST") }.count == 1)
        #expect(person.code == .done)
    }

    @Test func memoryIsBounded() throws {
        var person = try ScreenOperator(router, isInteractive: false)
        for _ in 0..<AuditTrail.maximumRecords { try person.type("!") }
        #expect(router.audit.records.count == AuditTrail.maximumRecords)
    }
}
