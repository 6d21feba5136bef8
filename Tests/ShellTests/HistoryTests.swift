import ManagementFixtures
import Testing

/// What the up key brings back, at a real terminal.
@Suite final class HistoryTests {
    private let server: ControlServer
    private let terminal: Pseudoterminal

    init() throws {
        server = try ControlServer { FixtureRouter() }
        terminal = try Pseudoterminal(Haosh.path, ["--control-socket", server.path])
        try enter("", "HAOS>")
        try enter("enable", "HAOS#")
    }

    deinit {
        server.stop()
    }

    private func enter(_ line: String, _ prompt: String) throws {
        if !line.isEmpty { terminal.type(line + "\r") }
        try terminal.wait(for: prompt)
    }

    @Test func aLineWithAKeyIsNotRemembered() throws {
        try enter("configure terminal", "HAOS(config)#")
        try enter("ipv6 mobile home-agent", "HAOS(config-ha)#")
        try enter("host group MN0", "HAOS(config-ha-hg)#")
        try enter("authentication spi hex 1000 key hex 0011", "HAOS(config-ha-hg)#")
        try enter("autentication spi hex 1000 key hex 00112233445566778899", "HAOS(config-ha-hg)#")
        try enter("authentication spi hex 1000 kex hex 0011 key 00", "HAOS(config-ha-hg)#")
        try enter("usrname bob secret hunter2", "HAOS(config-ha-hg)#")
        terminal.type("\u{10}")
        try terminal.wait(for: "HAOS(config-ha-hg)#host group MN0")
        terminal.type("\u{10}\u{10}\u{10}\u{e}\r")
        try terminal.wait { $0.lastRows(5).first == "HAOS(config-ha-hg)#configure terminal" }
    }

    @Test func theHistoryIsAsLongAsTheSessionWantsIt() throws {
        try enter("terminal history size 2", "HAOS#")
        for line in ["show version | count 1", "show version | count 2", "show version | count 3"] {
            terminal.type(line + "\r")
            try terminal.wait { $0.lastRows(2).last == "HAOS#" && $0.lastRows(3).first?.hasSuffix(line) == true }
        }
        terminal.type("\u{10}\u{10}\u{10}\u{10}")
        try terminal.wait(for: "HAOS#show version | count 2")
        terminal.type("\u{15}terminal history size 0\r")
        try terminal.wait(for: "HAOS#terminal history size 0", "HAOS#")
        terminal.type("\u{10}show version\u{1}")
        try terminal.wait(for: "HAOS#show version")
    }

    @Test func keysEditTheLine() throws {
        terminal.type("ersion\u{1}v\u{1}show \u{5} \u{8}")
        try terminal.wait(for: "HAOS#show version")
        terminal.type("\u{1b}b\u{2}\u{b}")
        try terminal.wait(for: "HAOS#show")
        terminal.type("\u{19}\u{1}\u{6}\u{4}\u{14}")
        try terminal.wait(for: "HAOS#osw version")
        terminal.type("\u{1}\u{1b}d\u{1b}f\u{15}")
        try terminal.wait(for: "HAOS#")
        terminal.type("\u{19}\u{5}\u{c}\u{12}")
        try terminal.wait(for: "HAOS# version")
    }
}
