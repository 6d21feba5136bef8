import ManagementFixtures
import Testing

@testable import Management

@Suite struct OutputFilteringTests {
    private static let text = "one\ntwo\n three\n\ntwo and one\n"

    /// What is shown of a text that comes in pieces of a length.
    private func shown(_ kind: OutputFilter.Kind, _ pattern: String, pieces length: Int) throws -> String {
        var filtering = try OutputFiltering(OutputFilter(kind: kind, pattern: pattern))
        var shown = ""
        var rest = Self.text[...]
        while !rest.isEmpty {
            shown += filtering.take(String(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return shown + filtering.finish()
    }

    @Test(arguments: [
        (OutputFilter.Kind.include, "two", "two\ntwo and one\n"), (.include, "^one|hree$", "one\n three\n"),
        (.exclude, "o", " three\n\n"), (.begin, "^ ", " three\n\ntwo and one\n"), (.begin, "nothing", ""),
        (.count, "one", "2 lines\n"), (.count, "^one$", "1 line\n"), (.count, "nothing", "0 lines\n"),
        (.include, "^$", "\n"), (.section, "two", "two\n three\ntwo and one\n"), (.section, "three", " three\n"),
        (.section, "nothing", ""), (.include, "(a+)+$|e", "one\n three\ntwo and one\n"),
    ])
    func lines(kind: OutputFilter.Kind, pattern: String, expected: String) throws {
        for length in 1...Self.text.count {
            #expect(try shown(kind, pattern, pieces: length) == expected)
        }
    }

    @Test func aLastLineWithoutAnEndIsALine() throws {
        var filtering = try OutputFiltering(OutputFilter(kind: .include, pattern: "x"))
        #expect(filtering.take("a\nx").isEmpty)
        #expect(filtering.finish() == "x\n")
    }

    @Test(arguments: [
        ("(", "Unmatched"), ("[a", "Unmatched"), ("a{2,1}", "Invalid"), ("(a)\\1", "refers back"), ("\\", "backslash"),
    ])
    func whatIsNoPatternIsRefusedWithItsReason(pattern: String, reason: String) throws {
        let refusal = try #require(throws: Refusal.self) {
            try OutputFiltering(OutputFilter(kind: .include, pattern: pattern))
        }
        #expect(refusal.reason.hasPrefix(pattern) && refusal.reason.contains(reason), "\(refusal)")
    }

    /// Patterns that other libraries try one way after another for: here the time grows with the text alone.
    @Test(arguments: ["(a+)+$", "(a|aa)+$", "(a*)*b", "^(([a-z])+.)+[A-Z]([a-z])+$"])
    func noPatternTakesForEver(pattern: String) throws {
        var filtering = try OutputFiltering(OutputFilter(kind: .count, pattern: pattern))
        #expect(filtering.take(String(repeating: "a", count: 4000) + "!\n") == "")
        #expect(filtering.finish() == "0 lines\n")
    }

    @Test func linesBecomeADocument() throws {
        let configuration = try FixtureFiles.configuration("home-agent")
        let report = ConfigurationReport(configuration)
        var filtering = try OutputFiltering(OutputFilter(kind: .json))
        let lines = report.textPieces().joined().split(separator: "\n").filter { $0 != "!" && $0 != "end" }
        let document = filtering.take(lines.joined(separator: "\n") + "\n") + filtering.finish()
        #expect(document == report.jsonPieces().joined())
        var empty = try OutputFiltering(OutputFilter(kind: .json))
        #expect(empty.finish() == "{\n  \"schema\" : 1,\n  \"lines\" : []\n}\n")
    }

    @Test func filtersStandBehindEachOther() throws {
        var pipeline = OutputPipeline()
        for filter in [OutputFilter(kind: .section, pattern: "^two"), OutputFilter(kind: .include, pattern: "e$")] {
            try pipeline.append(filter)
        }
        #expect(pipeline.take(Self.text) + pipeline.finish() == " three\ntwo and one\n")
        #expect(pipeline.take("after") == "after")
    }
}
