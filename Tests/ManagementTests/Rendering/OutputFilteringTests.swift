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
        (.include, "^$", "\n"),
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

    @Test func whatIsNoPatternIsRefused() {
        #expect(throws: Refusal.self) { try OutputFiltering(OutputFilter(kind: .include, pattern: "(")) }
    }
}
