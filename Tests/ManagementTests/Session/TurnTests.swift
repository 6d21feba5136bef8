import Core
import ManagementFixtures
import Testing

@testable import Management

/// What takes time for each line of a configuration is done some lines a turn.
@Suite struct TurnTests {
    /// A configuration of many lines, and another one.
    private let (former, new): (Configuration, Configuration)
    private static let lines: UInt32 = 2000

    init() throws {
        var configurations = [Configuration(), Configuration()]
        for index in configurations.indices {
            var text = ""
            for number in 0..<Self.lines {
                text += "ipv6 prefix-list P seq \(number + 1) permit 2001:db8:\(String(number, radix: 16))::/48"
                text += number == 1000 ? " le \(60 + index)\n" : "\n"
            }
            configurations[index] = try ConfigurationFile.parse(Array(text.utf8))
        }
        (former, new) = (configurations[0], configurations[1])
    }

    /// A router with the one in force, and the other one as its startup-config.
    private func router() throws -> FixtureRouter {
        let router = FixtureRouter(former)
        try router.files.write(Array(new.text(secrets: .clear).utf8), to: .startup)
        return router
    }

    /// The turns that a command takes until its result, or its question, is there.
    private func turns(of line: String, on router: FixtureRouter) throws -> Int {
        var connection = ControlConnection(user: "root", userIdentifier: 0)
        var turns = 0
        for request in [ControlRequest.hello(ControlHello(isInteractive: false)), .execute(line: line)] {
            connection.receive(try ControlFrame.encode(request))
            turns = 0
            while !connection.takeOutput(atMost: 4096, for: router).isEmpty || connection.isPausing { turns += 1 }
        }
        return turns
    }

    /// Reading, and each of the two comparisons of two configurations, takes many.
    @Test(arguments: [
        ("show archive config differences", 3), ("configure replace startup-config list force", 3),
        ("reload in 5", 2), ("reload", 2), ("write memory", 1),
    ])
    func commandsTakeManyTurns(line: String, passes: Int) throws {
        let turns = try turns(of: line, on: try router())
        #expect(turns >= passes * Int(Self.lines) / ConfigurationKeeper.pace, "\(turns)")
    }

    @Test func theDifferenceIsFound() throws {
        var person = try ScreenOperator(try router(), isInteractive: false)
        #expect(
            try person.type("show archive config differences") == """
                !From startup-config to running-config:
                -ipv6 prefix-list P seq 1001 permit 2001:db8:3e8::/48 le 61
                +ipv6 prefix-list P seq 1001 permit 2001:db8:3e8::/48 le 60

                """)
    }

    @Test func theArchiveIsKeptInTurns() throws {
        let router = try router()
        var configuration = former
        configuration.archive.path = FileName("kept")
        configuration.archive.interval = 1
        try router.apply(configuration)
        router.keeper.configurationChanged()
        let due = try #require(router.keeper.deadline)
        var turns = 0
        while router.logged.isEmpty {
            router.keeper.deadlineReached(at: due)
            #expect(try #require(router.keeper.deadline) <= due + .seconds(60))
            turns += 1
        }
        #expect(turns >= Int(Self.lines) / ConfigurationKeeper.pace - 1, "\(turns)")
        let name = try #require(FileName("kept-1"))
        let kept = try #require(try router.files.read(.named(name)))
        #expect(try ConfigurationFile.parse(kept) == configuration)
    }

    /// A reload that was scheduled reads the startup-config once more, and does not take place if that is wrong.
    @Test(arguments: [true, false])
    func aScheduledReloadReadsTheStartupConfiguration(isRight: Bool) throws {
        let router = try router()
        var person = try ScreenOperator(router, isInteractive: false)
        try person.type("reload in 5")
        if !isRight { try router.files.write(Array("ipv6 nonsense\n".utf8), to: .startup) }
        router.advance(by: .seconds(299))
        #expect(router.restarts == 0)
        router.advance(by: .seconds(2))
        #expect(router.restarts == (isRight ? 1 : 0))
        #expect(router.logged.contains { if case .reloadFailed = $0 { true } else { false } } != isRight)
    }
}
