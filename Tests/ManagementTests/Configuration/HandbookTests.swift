import ManagementFixtures
import Testing

@testable import Management

/// The handbook tells of every command and line.
@Suite struct HandbookTests {
    private let handbook: String

    init() throws {
        handbook = try FixtureFiles.handbook().joined(separator: "\n")
    }

    @Test(arguments: Mode.allCases.filter(\.isConfiguration))
    func everyLineIsInIt(mode: Mode) {
        for line in ConfigurationSchema.groups(of: mode).joined() { expect(line.grammar, of: mode.rawValue) }
    }

    @Test func everyCommandIsInIt() {
        for command in ExecSchema.commands { expect(command.grammar, of: "exec") }
    }

    /// The words up to the first choice are in it somewhere, together.
    private func expect(_ grammar: [Grammar], of place: String) {
        let words = grammar.prefix { $0.word != nil }.compactMap(\.word).drop { $0 == "no" }
        let beginning = words.joined(separator: " ")
        #expect(handbook.contains("`\(beginning)") || handbook.contains(" \(beginning)"), "\(place): \(beginning)")
    }
}
