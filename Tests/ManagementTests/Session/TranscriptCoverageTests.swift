import ManagementFixtures
import Testing

@testable import Management

@Suite struct TranscriptCoverageTests {
    @Test func everyWordOfEveryCommandIsTyped() throws {
        var missing = CommandUse.all
        for name in try FixtureFiles.names(in: "Transcripts") {
            _ = try Transcript(name).replay { line, mode in missing.subtract(CommandUse.uses(of: line, in: mode)) }
        }
        for use in missing { Issue.record("no transcript types \(use)") }
    }

    @Test func everyWordAndValueIsExplained() throws {
        var missing: Set<[Substring]> = []
        let lines = Mode.allCases.flatMap { ConfigurationSchema.groups(of: $0).joined() }.map(\.grammar)
        for case let leaf in (lines + ExecSchema.commands.map(\.grammar)).joined().flatMap(\.leaves) {
            switch leaf {
            case .keyword(let keyword): missing.insert("\(keyword.word) \(keyword.help)".split(separator: " "))
            case .parameter(let value): missing.insert("\(value.symbol) \(value.help)".split(separator: " "))
            case .optional, .choice, .anyOrder: Issue.record("no leaf")
            }
        }
        #expect(missing.count > 500)
        for name in try FixtureFiles.names(in: "Transcripts") {
            missing.subtract(try Transcript(name).screen.split(separator: "\n").map { $0.split(separator: " ") })
        }
        for entry in missing { Issue.record("no transcript shows \(entry.joined(separator: " "))") }
    }
}
