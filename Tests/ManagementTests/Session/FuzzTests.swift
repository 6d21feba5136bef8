import ManagementFixtures
import Testing

@testable import Management

/// Whatever is typed, nothing breaks, and nothing changes unless the line was executed.
@Suite struct FuzzTests {
    private static let words = [
        "show", "sh", "ipv6", "mobile", "no", "do", "binding", "home-agent", "host", "group", "MN0", "address", "|",
        "json", "include", "configure", "terminal", "interface", "ethernet", "home0", "exit", "end", "enable", "nd",
        "ra-interval", "msec", "500", "70000", "2001:db8::1", "2001:db8::/64", "::/0", "authentication", "spi", "hex",
        "decimal", "1000", "key", "0011", "<removed>", "!", "?", "", " ", "\t", "\u{0}", "\u{1b}", "é", "👩‍👩‍👧",
        "\u{202e}", "a/b", "-1", "99999999999999999999", "hostname", "HA1", "route", "clear", "traffic", "write",
        "optional", "required", "preference", "enable", "version", "disable", "max", "lifetime", "unicast-routing",
    ]

    private static func line(_ random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...9, using: &random)).map { _ in
            let word = words.randomElement(using: &random) ?? ""
            let isShortened = Int.random(in: 0...4, using: &random) == 0
            return isShortened ? String(word.prefix(Int.random(in: 0...3, using: &random))) : word
        }.joined(separator: Bool.random(using: &random) ? " " : "  ")
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func sessions(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let router = FixtureRouter()
        var session = CommandSession(
            identity: OperatorIdentity(user: "root", isRoot: true), isInteractive: Bool.random(using: &random),
            access: AccessSettings())
        var executed = 0
        for _ in 0..<1000 {
            let line = Self.line(&random)
            let before = router.configuration
            let help = session.help(line, width: Int.random(in: -1...100, using: &random), on: router)
            #expect((help.code == .done) == help.diagnostics.isEmpty)
            while case .text = help.output.source.next() {}
            _ = session.completion(line, on: router)
            #expect(router.configuration == before)
            let result = session.execute(line, on: router)
            #expect((result.code == .done) == result.diagnostics.isEmpty)
            if result.code != .done { #expect(router.configuration == before) }
            while case .text = result.output.source.next() {}
            _ = result.diagnostics.map(\.text)
            executed += result.code == .done ? 1 : 0
        }
        #expect(executed > 50 && executed < 950)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func files(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var octets = Array((0..<200).map { _ in Self.line(&random) }.joined(separator: "\n").utf8)
        for _ in 0..<Int.random(in: 0...20, using: &random) {
            octets[Int.random(in: octets.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        let error = try #require(throws: ConfigurationFileError.self) { try ConfigurationFile.parse(octets) }
        #expect(!error.diagnostics.isEmpty && error.diagnostics.count <= 100)
        #expect(!error.description.contains("\u{1b}") && !error.description.contains("\u{0}"))
    }

    /// A file that is good but for one octet is either good or refused, and never read as something else by halves.
    @Test(arguments: 0..<200 as Range<UInt64>)
    func aFileWithOneOctetChanged(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var octets = try FixtureFiles.octets("Configurations/home-agent")
        octets[Int.random(in: octets.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
        guard let configuration = try? ConfigurationFile.parse(octets) else { return }
        #expect(try ConfigurationFile.parse(Array(configuration.text(secrets: .clear).utf8)) == configuration)
    }
}
