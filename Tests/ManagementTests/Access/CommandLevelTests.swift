import ManagementFixtures
import Testing

@testable import Management

@Suite struct CommandLevelTests {
    private func levels(_ lines: String...) throws -> [CommandWords: UInt8] {
        let text = lines.map { "privilege exec level \($0)\n" }.joined()
        return try ConfigurationFile.parse(Array(text.utf8)).access.commandLevels
    }

    private func reaches(_ line: String, _ level: UInt8, _ levels: [CommandWords: UInt8]) throws -> Bool {
        (try? ExecSchema.tree(for: Privilege(level), levels).match(CommandText(line))) != nil
    }

    @Test func wordsAreKeptInFull() throws {
        #expect(try levels("7 sh ru").keys.map(\.description) == ["show running-config"])
        #expect(try levels("7 conf t").keys.map(\.description) == ["configure terminal"])
    }

    @Test func theLongestWordsCount() throws {
        let levels = try levels("5 show", "1 show ipv6 mobile binding", "9 show ipv6")
        for (line, level) in [
            ("show version", 5), ("show ipv6 mobile binding", 1), ("show ipv6 mobile binding | json", 1),
            ("show ipv6 mobile traffic", 9), ("show running-config", 5), ("write memory", 15), ("exit", 0),
        ] as [(String, UInt8)] {
            #expect(try reaches(line, level, levels), "\(line)")
            if level > 0 { #expect(try !reaches(line, level - 1, levels), "\(line)") }
        }
    }

    @Test func wordsBehindAChoiceHaveALevelToo() throws {
        let levels = try levels("3 write memory", "4 copy running-config startup-config", "15 write terminal")
        for (line, level) in [
            ("write memory", 3), ("wr mem", 3), ("write", 15), ("copy run start", 4), ("copy running-config x", 15),
            ("copy startup-config running-config", 15), ("write terminal", 15),
        ] as [(String, UInt8)] {
            #expect(try reaches(line, level, levels), "\(line)")
            #expect(try !reaches(line, level - 1, levels), "\(line)")
        }
    }

    @Test func helpShowsWhatTheLevelReaches() throws {
        let router = FixtureRouter()
        router.configuration.access.commandLevels = try levels("1 write memory", "15 show")
        var carol = try ScreenOperator(router, user: "carol")
        #expect(try carol.complete("") == ["disable", "enable", "exit", "logout", "terminal", "write"])
        #expect(try carol.complete("write ") == ["memory"])
        #expect(try carol.help("w") == "write\n")
        _ = try carol.type("wr m")
        #expect(carol.code == .done)
        #expect(try carol.type("show version").contains("privilege level 15"))
        #expect(carol.code == .notAuthorised)
    }

    @Test(arguments: ["7 nonsense", "7 c", "7 show version extra", "16 show", "7", "7 show ipv6 access-list NAME"])
    func whatIsNoBeginningOfCommandsIsRefused(line: String) {
        #expect(throws: ConfigurationFileError.self) { try levels(line) }
    }

    /// Every command stays in reach of root, and nothing else gets in reach.
    @Test func theStandardTreesHoldWhatTheirLevelsSay() throws {
        for level in 0...15 as ClosedRange<UInt8> {
            let tree = ExecSchema.tree(for: Privilege(level), [:])
            let count = tree.nodes.count { $0.payload != nil }
            #expect(tree.nodes.allSatisfy { $0.payload.map { $0.privilege.level <= level } ?? true })
            if level == 15 { #expect(count >= ExecSchema.commands.count) }
        }
    }
}
