import ManagementFixtures
import Testing

@testable import Management

@Suite struct CommandSessionTests {
    private let router = FixtureRouter()

    @Test func whatTheRouterRefusesIsToldAndChangesNothing() throws {
        var person = try ScreenOperator(router, isInteractive: false)
        try person.type("configure terminal")
        router.refusal = Refusal("The kernel is full.")
        #expect(try person.type("interface home0") == "% Refused.\n  The kernel is full.\n")
        #expect(person.code == .refused)
        #expect(person.prompt == "HAOS(config)#")
        #expect(router.configuration == Configuration())
        #expect(try person.type("do write memory") == "% Refused.\n  The kernel is full.\n")
        #expect(try person.type("do show startup-config") == "% Refused.\n  The kernel is full.\n")
    }

    @Test func aLineThatChangesNothingIsNotApplied() throws {
        var person = try ScreenOperator(router, isInteractive: false)
        for line in ["configure terminal", "ipv6 mobile", "ipv6 mobile", "no hostname", "ipv6 mobile home-agent"] {
            try person.type(line)
        }
        #expect(router.applications == 1)
    }

    @Test func aSectionThatSomebodyElseRemovedIsGone() throws {
        var person = try ScreenOperator(router, isInteractive: false)
        for line in ["configure terminal", "interface home0"] { try person.type(line) }
        router.configuration = Configuration()
        #expect(try person.type("ipv6 mobile home-agent") == "% Refused.\n  The interface is no longer configured.\n")
        #expect(router.configuration == Configuration())
    }

    @Test func whatSomebodyElseConfiguredStays() throws {
        var first = try ScreenOperator(router, isInteractive: false)
        var second = try ScreenOperator(router, isInteractive: false)
        for line in ["configure terminal", "interface home0"] { try first.type(line) }
        for line in ["configure terminal", "hostname HA7"] { try second.type(line) }
        try first.type("ipv6 mobile home-agent")
        #expect(router.configuration.hostName == "HA7")
        #expect(try router.configuration.interface("home0").isHomeAgentEnabled)
        #expect(first.prompt == "HA7(config-if)#")
    }

    @Test func clearingAsksTheRouter() throws {
        router.records = FixtureBindings.all
        var person = try ScreenOperator(router, isInteractive: false)
        try person.type("clear ipv6 mobile binding interface home0")
        #expect(router.records.count == 1)
        try person.type("clear ipv6 mobile binding home-address ::/0")
        #expect(router.records.isEmpty)
        try person.type("clear ipv6 mobile traffic")
        #expect(router.trafficClearings == 1)
    }

    @Test func aStartupConfigurationWithErrorsIsNotShown() throws {
        router.startupFile = Array("hostname HA1\nnonsense 000102030405060708090a0b0c0d0e0f\n".utf8)
        var person = try ScreenOperator(router, isInteractive: false)
        #expect(
            try person.type("show startup-config") == """
                % Refused.
                  startup-config has an error; nothing was changed.
                Line 2:
                nonsense ...
                ^
                % Invalid input detected at '^' marker.

                """)
    }

    @Test func aLineThatIsNoneIsASyntaxError() throws {
        var person = try ScreenOperator(router, isInteractive: false)
        try person.type("show\u{1b}version")
        #expect(person.code == .syntax)
        try person.type(String(repeating: "x", count: 5000))
        #expect(person.code == .syntax)
    }
}
