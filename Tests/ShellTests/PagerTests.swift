import Management
import Testing

/// Output page by page, at a real terminal of 24 rows.
@Suite final class PagerTests {
    private let daemon: ScriptedDaemon
    private let terminal: Pseudoterminal

    init() throws {
        daemon = try ScriptedDaemon()
        terminal = try Pseudoterminal(Haosh.path, ["--control-socket", daemon.path])
        try daemon.open(prompt: "HA1#")
        try terminal.wait(for: "HA1#")
    }

    /// Lines that say their numbers.
    private static func lines(_ numbers: ClosedRange<Int>) -> [String] {
        numbers.map { "line \($0)" }
    }

    private static func text(_ numbers: ClosedRange<Int>) -> String {
        lines(numbers).map { $0 + "\n" }.joined()
    }

    /// Asks for output, of which the daemon sends the beginning.
    private func show(_ text: String, _ terminalSettings: TerminalSettings? = nil) throws {
        if let terminalSettings {
            terminal.type("set\r")
            _ = try daemon.next()
            try daemon.finish(prompt: "HA1#", terminalSettings)
            try terminal.wait(for: "HA1#set", "HA1#")
        }
        terminal.type("show\r")
        #expect(try daemon.next() == .execute(line: "show"))
        try daemon.say(.output(text: text))
    }

    /// Waits until the screen ends with lines of numbers and a last row.
    private func wait(for numbers: ClosedRange<Int>, _ last: String...) throws {
        let rows = Self.lines(numbers) + last
        try terminal.wait { $0.lastRows(rows.count) == rows }
    }

    @Test func spaceShowsAPageAndReturnALine() throws {
        try show(Self.text(1...100))
        try wait(for: 1...23, "--More--")
        terminal.type(" ")
        try wait(for: 1...46, "--More--")
        terminal.type("\r")
        try wait(for: 1...47, "--More--")
        terminal.type("\r\r")
        try wait(for: 1...49, "--More--")
        terminal.type("   ")
        try daemon.finish(prompt: "HA1#")
        try wait(for: 1...100, "HA1#")
    }

    @Test(arguments: ["q", "x", "\u{3}", "\u{1b}[B"])
    func anyOtherKeyBreaksOff(key: String) throws {
        try show(Self.text(1...100))
        try wait(for: 1...23, "--More--")
        terminal.type(key)
        #expect(try daemon.next() == .interrupt)
        try daemon.say(.output(text: "late\n"))
        try daemon.finish(prompt: "HA1#")
        try wait(for: 1...23, "HA1#")
        terminal.type("show\r")
        #expect(try daemon.next() == .execute(line: "show"))
    }

    /// The daemon is not read while a key is waited for: nothing piles up.
    @Test func nothingIsReadMeanwhile() throws {
        try show(Self.text(1...100))
        try wait(for: 1...23, "--More--")
        #expect(try daemon.sayUntilFull(.output(text: Self.text(1...1000))) < 200)
    }

    @Test func whatFitsIsShownAtOnce() throws {
        try show(Self.text(1...23))
        try daemon.finish(prompt: "HA1#")
        try wait(for: 1...23, "HA1#")
    }

    @Test func linesThatWrapCountAsTheirRows() throws {
        try show(String(repeating: String(repeating: "x", count: 161) + "\n", count: 20))
        try terminal.wait { $0.rowCount == 1 + 24 + 1 && $0.lastRows(2) == ["x", "--More--"] }
    }

    @Test func aLineThatComesInPiecesIsALine() throws {
        try show(Self.text(1...22) + "line")
        try daemon.say(.output(text: " 23\nline 24\n"))
        try wait(for: 1...23, "--More--")
    }

    @Test func theSessionSaysHowLongAPageIs() throws {
        var settings = TerminalSettings()
        settings.length = 5
        try show(Self.text(1...10), settings)
        try wait(for: 1...4, "--More--")
    }

    @Test func lengthZeroShowsAllAtOnce() throws {
        var settings = TerminalSettings()
        settings.length = 0
        try show(Self.text(1...1000), settings)
        try wait(for: 1...1000, "")
    }

    @Test func theTerminalMayChangeItsSize() throws {
        terminal.resize(columns: 80, rows: 10)
        try show(Self.text(1...100))
        try wait(for: 1...9, "--More--")
        terminal.resize(columns: 80, rows: 5)
        terminal.type(" ")
        try wait(for: 1...13, "--More--")
    }

    @Test func slashSearches() throws {
        try show(Self.text(1...300))
        try wait(for: 1...23, "--More--")
        terminal.type("/line 201\u{7f}0\r")
        try wait(for: 200...222, "--More--")
        #expect(terminal.screen.lastRows(25).first == "/line 200")
    }

    @Test func plusAndMinusFilter() throws {
        try show(Self.text(1...300))
        try wait(for: 1...23, "--More--")
        terminal.type("+1$\r")
        try terminal.wait { $0.lastRows(2) == ["line 251", "--More--"] }
        terminal.type("-7\r")
        try daemon.say(.output(text: "line 271\nline 301\n"))
        try daemon.finish(prompt: "HA1#")
        try terminal.wait(for: "-7", "line 261", "line 281", "line 291", "line 301", "HA1#")
    }

    @Test func aPatternThatIsNoneIsTold() throws {
        try show(Self.text(1...100))
        try wait(for: 1...23, "--More--")
        terminal.type("/(\r")
        try terminal.wait(for: "/(", "% ( is no regular expression: Unmatched ( or \\(.", "--More--")
    }

    /// Whoever pastes commands has no answers to pages among them.
    @Test func linesTypedAheadAreNoAnswers() throws {
        terminal.type("show\rq\r")
        #expect(try daemon.next() == .execute(line: "show"))
        try daemon.say(.output(text: Self.text(1...100)))
        try daemon.finish(prompt: "HA1#")
        #expect(try daemon.next() == .execute(line: "q"))
    }

    @Test func whoIsIdleAtAPageIsSentAway() throws {
        var settings = TerminalSettings()
        settings.idleTimeout = 1
        try show(Self.text(1...100), settings)
        #expect(try terminal.waitForEnd() == 0)
    }
}
