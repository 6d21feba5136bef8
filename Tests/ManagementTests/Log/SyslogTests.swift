import Core
import ManagementFixtures
import Testing

@testable import Management

@Suite struct SyslogTests {
    private let router = FixtureRouter()
    private var log: RouterLog { router.eventLog }

    private func host(_ address: String, _ transport: SyslogHost.Transport = .udp, _ port: UInt16? = nil) throws
        -> SyslogHost
    {
        SyslogHost(address: try #require(IPv6Address(address)), transport: transport, port: port)
    }

    private func configure(_ hosts: Set<SyslogHost>, _ change: (inout LoggingSettings) -> Void = { _ in }) {
        var settings = LoggingSettings()
        settings.hosts = hosts
        change(&settings)
        log.configure(settings, hostName: "HA1")
    }

    @Test func messagesAreThoseOfRFC5424() throws {
        let host = try host("2001:db8::5")
        configure([host])
        log.write(LogMessage(.mobileIPv6, .notifications, "REGISTERED", "home address 2001:db8::1"))
        configure([host]) {
            $0.facility = .local0
            $0.lineStyle.showsSequenceNumbers = true
        }
        log.write(LogMessage(.mobileIPv6, .errors, "FORWARDING", "é"))
        #expect(
            router.logs.transports[host]?.sent == [
                """
                <189>1 2026-11-24T14:30:00.000000Z HA1 haosd 4711 MIPV6-REGISTERED - \
                %MIPV6-5-REGISTERED: home address 2001:db8::1
                """,
                """
                <131>1 2026-11-24T14:30:00.000000Z HA1 haosd 4711 MIPV6-FORWARDING [meta sequenceId="2"] \
                %MIPV6-3-FORWARDING: é
                """,
            ])
    }

    @Test func messagesAreNoLongerThanReceiversTake() throws {
        let host = try host("2001:db8::5")
        configure([host])
        log.write(LogMessage(.system, .errors, String(repeating: "M", count: 500), String(repeating: "é", count: 5000)))
        let sent = try #require(router.logs.transports[host]?.sent.first)
        #expect(sent.utf8.count <= 2048 && sent.utf8.count > 2000)
    }

    @Test func portsAreThoseOfTheTransports() throws {
        #expect(try host("::1").port == 514)
        #expect(try host("::1", .tcp).port == 601)
    }

    /// A host that stays configured keeps its connection; one that goes loses it.
    @Test func hostsComeAndGo() throws {
        let (first, second) = (try host("2001:db8::5"), try host("2001:db8::5", .tcp))
        configure([first])
        let transport = try #require(router.logs.transports[first])
        configure([first, second]) { $0.facility = .daemon }
        #expect(router.logs.transports[first] === transport && !transport.isClosed)
        configure([second])
        #expect(transport.isClosed && router.logs.transports[second]?.isClosed == false)
        log.close()
        #expect(router.logs.transports[second]?.isClosed == true)
    }

    @Test func aHostThatTakesNothingHoldsUpNobodyAndIsTold() throws {
        let (slow, fast) = (try host("2001:db8::5", .tcp), try host("2001:db8::6"))
        configure([slow, fast])
        let transport = try #require(router.logs.transports[slow])
        transport.isUp = false
        for _ in 0..<10 { log.write(LogMessage(.system, .errors, "TEST", "text")) }
        #expect(router.logs.transports[fast]?.sent.count == 10)
        #expect(log.hosts[slow]?.dropped == 10 && log.hosts[fast]?.dropped == 0)
        transport.isUp = true
        log.write(LogMessage(.system, .errors, "TEST", "text"))
        #expect(transport.sent.count == 2)
        #expect(
            transport.sent.first?.hasSuffix("%SYS-4-LOG: 10 lines were left out, they came faster than they were taken")
                == true)
    }

    @Test func thereIsAnEndToHosts() throws {
        var person = try ScreenOperator(router, isInteractive: false)
        try person.type("configure terminal")
        for number in 1...16 {
            try person.type("logging host 2001:db8::\(number)")
            #expect(person.code == .done)
        }
        #expect(try person.type("logging host 2001:db8::99").contains("16 syslog hosts"))
        #expect(person.code == .refused)
        try person.type("logging host 2001:db8::1")
        #expect(person.code == .done && router.configuration.logging.hosts.count == 16)
    }
}
