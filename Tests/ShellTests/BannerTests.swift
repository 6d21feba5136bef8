import ManagementFixtures
import Testing

/// Texts that are shown, and texts that are typed, at a real terminal.
@Suite final class BannerTests {
    private let server: ControlServer

    init() throws {
        server = try ControlServer {
            let router = FixtureRouter()
            router.configuration.banners.messageOfTheDay = "Nobody but us.\nReally."
            router.configuration.banners.exec = "Welcome."
            return router
        }
    }

    deinit {
        server.stop()
    }

    @Test func bannersAreShownToPeople() throws {
        let terminal = try Pseudoterminal(Haosh.path, ["--control-socket", server.path])
        try terminal.wait(for: "Nobody but us.", "Really.", "Welcome.", "HAOS>")
    }

    @Test func bannersAreNotShownToScripts() throws {
        let outcome = try Haosh.run(["--control-socket", server.path, "-c", "show version | count Linux"])
        #expect(outcome == .done("1 line\n"))
    }

    @Test func aBannerIsTyped() throws {
        let terminal = try Pseudoterminal(Haosh.path, ["--control-socket", server.path])
        try terminal.wait(for: "HAOS>")
        terminal.type("enable\rconfigure terminal\rno banner exec\rbanner motd #\r")
        try terminal.wait(for: "Enter the text, and # at its end.", "")
        terminal.type("What? No!\r\rhostnam\u{8}\u{8}\r#\r")
        try terminal.wait(for: "What? No!", "", "hostn", "#", "HAOS(config)#")
        // Nothing of it is remembered.
        terminal.type("\u{10}")
        try terminal.wait(for: "HAOS(config)#banner motd #")
        terminal.type("\u{15}do show running-config | begin banner\r")
        try terminal.wait(for: "banner motd ^C", "What? No!", "", "hostn", "^C", "!", "end", "HAOS(config)#")
    }

    @Test func controlCGivesUpABanner() throws {
        let terminal = try Pseudoterminal(Haosh.path, ["--control-socket", server.path])
        try terminal.wait(for: "HAOS>")
        terminal.type("enable\rconfigure terminal\rbanner motd #one\r")
        try terminal.wait(for: "Enter the text, and # at its end.", "")
        terminal.type("two")
        try terminal.wait(for: "two")
        terminal.type("\u{3}")
        try terminal.wait(for: "two^C", "HAOS(config)#")
        terminal.type("do show running-config | count one\r")
        try terminal.wait(for: "0 lines", "HAOS(config)#")
    }
}
