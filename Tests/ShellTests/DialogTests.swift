import Glibc
import Management
import Testing

/// What the daemon asks and tells, at a real terminal.
@Suite final class DialogTests {
    private let daemon: ScriptedDaemon
    private let terminal: Pseudoterminal

    init() throws {
        daemon = try ScriptedDaemon()
        terminal = try Pseudoterminal(Haosh.path, ["--control-socket", daemon.path])
        try daemon.open(prompt: "HA1#")
        try terminal.wait(for: "HA1#")
    }

    /// Enters a line that the daemon answers with a question.
    private func ask(_ line: String, _ question: String, isSecret: Bool = false) throws {
        terminal.type(line + "\r")
        #expect(try daemon.next() == .execute(line: line))
        try daemon.say(.question(prompt: question, isSecret: isSecret))
        try terminal.wait(for: "HA1#" + line, question.trimmed)
    }

    @Test func aQuestionIsAnswered() throws {
        try ask("erase startup-config", "Erase it? [confirm]")
        terminal.type("no\u{8}\u{8}yes?\r")
        #expect(try daemon.next() == .answer(text: "yes?"))
        try daemon.say(.output(text: "Erased.\n"))
        try daemon.finish(prompt: "HA1#")
        try terminal.wait(for: "HA1#erase startup-config", "Erase it? [confirm]yes?", "Erased.", "HA1#")
    }

    @Test func aLongQuestionIsNotCutWithinAWord() throws {
        let question = "The router will start without any configuration. Erase the startup-config? [confirm]"
        terminal.type("erase\r")
        #expect(try daemon.next() == .execute(line: "erase"))
        try daemon.say(.question(prompt: question, isSecret: false))
        try terminal.wait(
            for: "HA1#erase", "The router will start without any configuration.",
            "Erase the startup-config? [confirm]")
    }

    @Test func answersAreNoPartOfTheHistory() throws {
        try ask("reload", "Save it? [yes/no]: ")
        terminal.type("\u{10}maybe\r")
        #expect(try daemon.next() == .answer(text: "maybe"))
        try daemon.finish(prompt: "HA1#")
        try terminal.wait(for: "Save it? [yes/no]: maybe", "HA1#")
        terminal.type("\u{10}")
        try terminal.wait(for: "HA1#reload")
    }

    @Test func aSecretIsSeenByNobody() throws {
        try ask("enable", "Password: ", isSecret: true)
        terminal.type("wrong\u{15}geheimm\u{7f}\u{e4}\r")
        #expect(try daemon.next() == .answer(text: "geheim\u{e4}"))
        try daemon.finish(prompt: "HA1#")
        try terminal.wait(for: "HA1#enable", "Password:", "HA1#")
        // Neither the history nor what was cut brings it back.
        terminal.type("\u{19}\u{10}")
        try terminal.wait(for: "HA1#enable")
        terminal.type("\u{10}\u{10}\r")
        #expect(try daemon.next() == .execute(line: "enable"))
        #expect(!terminal.screen.lastRows(24).joined().contains("geh"))
    }

    @Test(arguments: [false, true])
    func controlCGivesUpAQuestion(isSecret: Bool) throws {
        try ask("reload", "Reload? [confirm]", isSecret: isSecret)
        terminal.type("y\u{3}")
        #expect(try daemon.next() == .interrupt)
        try daemon.finish(prompt: "HA1#")
        try terminal.wait(for: isSecret ? "Reload? [confirm]" : "Reload? [confirm]y^C", "HA1#")
    }

    @Test func controlCBreaksOffACommandThatWaits() throws {
        terminal.type("ping 2001:db8::1\r")
        #expect(try daemon.next() == .execute(line: "ping 2001:db8::1"))
        try daemon.say(.output(text: "first\n"))
        try terminal.wait(for: "first", "")
        terminal.type("lost\u{3}")
        #expect(try daemon.next() == .interrupt)
        try daemon.say(.output(text: "late\n"))
        try daemon.finish(prompt: "HA1#")
        try terminal.wait(for: "first", "^C", "HA1#")
    }

    @Test func aNoticeAppearsAboveTheLine() throws {
        terminal.type("show version\u{2}\u{2}\u{2}\u{2}")
        try terminal.wait(for: "HA1#show version")
        try daemon.say(.notice(text: "%SYS-5-CONFIG: one\n%SYS-5-CONFIG: two\n"))
        try terminal.wait(for: "%SYS-5-CONFIG: one", "%SYS-5-CONFIG: two", "HA1#show version")
        terminal.type("X")
        try terminal.wait(for: "%SYS-5-CONFIG: two", "HA1#show verXsion")
        terminal.type("\r")
        #expect(try daemon.next() == .execute(line: "show verXsion"))
    }

    @Test func aNoticeAppearsAboveALineOfSeveralRows() throws {
        let line = "show " + String(repeating: "0123456789", count: 15)
        terminal.type(line + "\u{1}")
        let rows = [String(("HA1#" + line).prefix(80)), String(("HA1#" + line).dropFirst(80))]
        try terminal.wait { Array($0.rows.suffix(2)) == rows }
        try daemon.say(.notice(text: "%SYS-5-CONFIG: one\n"))
        try terminal.wait { Array($0.rows.suffix(3)) == ["%SYS-5-CONFIG: one"] + rows }
        terminal.type("no \r")
        #expect(try daemon.next() == .execute(line: "no " + line))
    }

    @Test func aNoticeThatComesBeforeTheAnswerToAKeyIsNotLost() throws {
        terminal.type("show v?")
        #expect(try daemon.next() == .help(line: "show v", width: 80))
        try daemon.say(.notice(text: "%SYS-5-CONFIG: one\n"))
        try daemon.say(.output(text: "version\n"))
        try daemon.finish(prompt: "HA1#")
        try terminal.wait(for: "%SYS-5-CONFIG: one", "HA1#show v", "version", "HA1#show v")
        terminal.type("er\t")
        #expect(try daemon.next() == .complete(line: "show ver"))
        try daemon.say(.notice(text: "%SYS-5-CONFIG: two\n"))
        try daemon.say(.completion(partial: "ver", candidates: ["version"]))
        try daemon.finish(prompt: "HA1#")
        try terminal.wait(for: "%SYS-5-CONFIG: two", "HA1#show version")
    }

    @Test func helpIsAskedForTheTerminalAsItIs() throws {
        terminal.resize(columns: 40, rows: 24)
        terminal.type("s?")
        #expect(try daemon.next() == .help(line: "s", width: 40))
    }

    @Test func aNoticeAppearsWhileAQuestionWaits() throws {
        try ask("enable", "Password: ", isSecret: true)
        try daemon.say(.notice(text: "%SYS-5-CONFIG: one\n"))
        try terminal.wait(for: "HA1#enable", "%SYS-5-CONFIG: one", "Password:")
        terminal.type("x\r")
        #expect(try daemon.next() == .answer(text: "x"))
    }

    @Test func aNoticeAppearsWhileACommandWaits() throws {
        terminal.type("ping 2001:db8::1\r")
        _ = try daemon.next()
        try daemon.say(.notice(text: "%SYS-5-CONFIG: one\n"))
        try daemon.say(.output(text: "first\n"))
        try daemon.finish(prompt: "HA1#")
        try terminal.wait(for: "%SYS-5-CONFIG: one", "first", "HA1#")
    }

    @Test func whatIsTypedMeanwhileIsNotLost() throws {
        terminal.type("one\rtwo\rthr")
        #expect(try daemon.next() == .execute(line: "one"))
        try daemon.finish(prompt: "HA1#")
        #expect(try daemon.next() == .execute(line: "two"))
        try daemon.finish(prompt: "HA1#")
        terminal.type("ee\r")
        #expect(try daemon.next() == .execute(line: "three"))
        try daemon.finish(prompt: "HA1#", isOver: true)
        #expect(try terminal.waitForEnd() == 0)
        #expect(terminal.screen.lastRows(4) == ["HA1#one", "HA1#two", "HA1#three", ""])
    }

    @Test func manyLinesCanBePasted() throws {
        let lines = (0..<2000).map { "\thost group MN\($0)" }
        let paste = Array((lines.joined(separator: "\r") + "\r").utf8)
        terminal.paste(paste)
        for line in lines {
            #expect(try daemon.next() == .execute(line: String(line.dropFirst())))
            try daemon.finish(prompt: "HA1#")
            try terminal.drain()
        }
    }

    @Test func whoIsIdleTooLongIsSentAway() throws {
        terminal.type("show\r")
        _ = try daemon.next()
        var settings = TerminalSettings()
        settings.idleTimeout = 1
        try daemon.finish(prompt: "HA1#", settings)
        #expect(try terminal.waitForEnd() == 0)
        #expect(terminal.screen.lastRows(3)[1].contains("the session is over"))
    }

    @Test(arguments: [SIGTERM, SIGHUP])
    func aSignalEndsTheShellAndGivesTheTerminalBack(signal: Int32) throws {
        terminal.signal(signal)
        #expect(try terminal.waitForEnd() == 0)
        #expect(try terminal.echoes)
    }
}

extension String {
    fileprivate var trimmed: String { String(reversed().drop { $0 == " " }.reversed()) }
}
