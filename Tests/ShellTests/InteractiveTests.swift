import ManagementFixtures
import Testing

/// The shell at a real terminal: keys in, screen out.
@Suite final class InteractiveTests {
    private let server: ControlServer
    private let terminal: Pseudoterminal

    init() throws {
        let configuration = try FixtureFiles.configuration("home-agent")
        server = try ControlServer {
            let router = FixtureRouter(configuration)
            router.records = Array(repeating: FixtureBindings.all, count: 3000).flatMap(\.self)
            return router
        }
        terminal = try Pseudoterminal(Haosh.path, ["--control-socket", server.path])
        try terminal.wait(for: "HA1>")
    }

    deinit {
        server.stop()
    }

    /// Enters a line, and waits for the prompt after it.
    private func enter(_ line: String, _ prompt: String) throws {
        terminal.type(line + "\r")
        try terminal.wait(for: prompt)
    }

    @Test func returnExecutes() throws {
        terminal.type("show version\r")
        try terminal.wait(
            for: "HA1>show version", "HAOS 1.2.3, a Mobile IPv6 home agent, on Linux 6.1.0",
            "Image file is /usr/sbin/haosd", "Configuration file is /etc/haos/startup-config",
            "HA1 was reloaded by root (console): new keys", "HA1 uptime is 1 day, 02:03:04", "HA1>")
    }

    @Test func promptFollowsTheMode() throws {
        terminal.type("enable\r")
        try terminal.wait(for: "HA1>enable", "HA1#")
        terminal.type("configure terminal\r")
        try terminal.wait(
            for: "HA1#configure terminal", "One configuration line at a time; Ctrl-Z or `end` leaves.", "HA1(config)#")
        terminal.type("ipv6 mobile home-agent\r")
        try terminal.wait(for: "HA1(config)#ipv6 mobile home-agent", "HA1(config-ha)#")
        terminal.type("host group MN0\r")
        try terminal.wait(for: "HA1(config-ha)#host group MN0", "HA1(config-ha-hg)#")
        terminal.type("interface home0\r")
        try terminal.wait(for: "HA1(config-ha-hg)#interface home0", "HA1(config-if)#")
        terminal.type("hostname HA2\r")
        try terminal.wait(for: "HA1(config-if)#hostname HA2", "HA2(config)#")
    }

    @Test func questionMarkAnswersAtOnceAndShowsTheLineAgain() throws {
        terminal.type("show version ?")
        try terminal.wait(for: "HA1>show version ?", "  |     Output modifiers", "  <cr>", "HA1>show version")
        terminal.type("| j?")
        try terminal.wait(for: "HA1>show version | j?", "json", "HA1>show version | j")
        terminal.type("\u{15}show version\r")
        try terminal.wait(for: "HA1 uptime is 1 day, 02:03:04", "HA1>")
    }

    @Test func questionMarkAsksAboutTheTextBeforeTheCursor() throws {
        terminal.type("show v nonsense\u{1}\u{6}\u{6}\u{6}\u{6}\u{6}\u{6}?")
        try terminal.wait(for: "HA1>show v?nonsense", "version", "HA1>show v nonsense")
    }

    @Test func questionMarkPointsAtWhatIsWrong() throws {
        terminal.type("shwo version ?")
        try terminal.wait(
            for: "HA1>shwo version ?", "    ^", "% Invalid input detected at '^' marker.", "HA1>shwo version")
    }

    @Test func questionMarkRepeatsALineOfSeveralRowsAboveTheCaret() throws {
        let line = "show ipv6 mobile binding home-address 2001:db8:1::100 care-of-address nonsense"
        terminal.type(line + " ?")
        try terminal.wait(
            for: line, String(repeating: " ", count: 70) + "^", "% Invalid input detected at '^' marker.",
            "  nonsense is neither an IPv6 address nor a prefix.",
            "HA1>" + line.prefix(76), String(line.dropFirst(76)))
    }

    @Test func quotedQuestionMarkIsACharacter() throws {
        terminal.type("show version | include upt\u{16}?ime\r")
        try terminal.wait(for: "HA1>show version | include upt?ime", "HA1 uptime is 1 day, 02:03:04", "HA1>")
    }

    @Test func tabCompletesAWord() throws {
        terminal.type("sh\tver\t")
        try terminal.wait(for: "HA1>show version")
        terminal.type("| c\t")
        try terminal.wait(for: "HA1>show version | count")
    }

    @Test func tabCompletesAsFarAsItIsClearThenLists() throws {
        try enter("enable", "HA1#")
        terminal.type("clear ipv6 mobile \t")
        try terminal.wait(
            for: "HA1#clear ipv6 mobile", "binding  home-agents  mobile-node  traffic", "HA1#clear ipv6 mobile")
        terminal.type("b\t")
        try terminal.wait(for: "HA1#clear ipv6 mobile binding")
    }

    @Test func tabCompletesNames() throws {
        try enter("enable", "HA1#")
        try enter("configure", "HA1(config)#")
        terminal.type("interface w\t")
        try terminal.wait(for: "HA1(config)#interface wan0")
    }

    @Test func controlCDiscardsTheLine() throws {
        terminal.type("nonsense\u{3}show ver?")
        try terminal.wait(for: "HA1>nonsense^C", "HA1>show ver?", "version", "HA1>show ver")
    }

    /// What is shown fits into no buffer on the way, so that it cannot have come to its end.
    @Test func controlCBreaksOffOutput() throws {
        terminal.type("show ipv6 mobile binding\r")
        try terminal.wait(forRows: 10)
        terminal.type("\u{3}")
        try terminal.wait(for: "HA1>")
        #expect(!terminal.screen.lastRows(2).contains("9000 bindings"))
        terminal.type("show version | count HAOS\r")
        try terminal.wait(for: "HA1>show version | count HAOS", "1 line", "HA1>")
    }

    @Test func controlZLeavesConfiguration() throws {
        try enter("enable", "HA1#")
        try enter("configure terminal", "HA1(config)#")
        try enter("interface home0", "HA1(config-if)#")
        terminal.type("ipv6 nd ra-interval 7\u{1a}")
        try terminal.wait(for: "HA1(config-if)#ipv6 nd ra-interval 7", "HA1(config-if)#end", "HA1#")
        terminal.type("show running-config | include ra-interval\r")
        try terminal.wait(for: " ipv6 nd ra-interval 7", "HA1#")
        terminal.type("show ver\u{1a}sion | count HAOS\r")
        try terminal.wait(for: "HA1#show version | count HAOS", "1 line", "HA1#")
    }

    @Test func caretStandsBelowTheWrongCharacter() throws {
        terminal.type("show ipv6 mobil bindng\r")
        try terminal.wait(
            for: "HA1>show ipv6 mobil bindng", "                    ^", "% Invalid input detected at '^' marker.",
            "HA1>")
    }

    @Test func caretOfALineThatWrapsStandsBelowTheLineRepeated() throws {
        let line = "show ipv6 mobile binding home-address 2001:db8:1::100 care-of-address 2001:db8:2::zz"
        terminal.type(line + "\r")
        try terminal.wait(
            for: line.prefix(80).description, line.dropFirst(80).description, String(repeating: " ", count: 70) + "^",
            "% Invalid input detected at '^' marker.",
            "  2001:db8:2::zz is neither an IPv6 address nor a prefix.", "HA1>")
    }

    @Test func historyComesBack() throws {
        terminal.type("show version | count HAOS\r")
        try terminal.wait(for: "1 line", "HA1>")
        terminal.type("\u{10}\u{7f}\u{7f}\u{7f}\u{7f}uptime\r")
        try terminal.wait(for: "HA1>show version | count uptime", "1 line", "HA1>")
    }

    @Test func controlWRemovesAWord() throws {
        terminal.type("show nonsense\u{17}version | count HAOS\r")
        try terminal.wait(for: "HA1>show version | count HAOS", "1 line", "HA1>")
    }

    @Test func exitEndsTheShell() throws {
        terminal.type("exit\r")
        #expect(try terminal.waitForEnd() == 0)
    }

    @Test func endOfInputEndsTheShell() throws {
        terminal.type("\u{4}")
        #expect(try terminal.waitForEnd() == 0)
    }

    @Test func aDaemonThatGoesIsToldAtOnce() throws {
        server.stop()
        #expect(try terminal.waitForEnd() == 3)
        #expect(terminal.screen.lastRows(24).contains("% haosd closed the connection."))
    }

    @Test func aDaemonThatGoesIsToldWhileALineIsEdited() throws {
        terminal.type("show version")
        try terminal.wait(for: "HA1>show version")
        server.stop()
        #expect(try terminal.waitForEnd() == 3)
        #expect(terminal.screen.lastRows(3) == ["HA1>show version", "% haosd closed the connection.", ""])
    }
}
