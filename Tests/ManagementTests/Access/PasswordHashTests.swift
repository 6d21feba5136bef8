import Core
import ManagementFixtures
import Testing

@testable import Management

@Suite struct PasswordHashTests {
    private static let sum = String(repeating: "a", count: 43)
    private static let longSum = String(repeating: "a", count: 86)

    @Test(arguments: [
        "$y$j9T$salt$\(sum)", "$y$j75$./09azAZ$\(sum)", "$y$jBT$x$\(sum)", "$6$salt$\(longSum)",
        "$6$rounds=5000$salt$\(longSum)",
    ])
    func wholeHashesAreTaken(text: String) throws {
        let hash = try #require(PasswordHash(text))
        #expect(hash.text == text)
        #expect(StoredPassword(text) == .hashed(hash))
        #expect("\(hash)" == "<secret>" && String(reflecting: hash) == "<secret>")
    }

    /// What is cut off, of another kind, or would hold the router up.
    @Test(arguments: [
        "$y$j9T$salt$\(sum)a", "$y$j9T$salt", "$y$jFT$salt$\(sum)", "$y$j9T$$\(sum)", "$y$j9T$sa:t$\(sum)",
        "$6$salt$\(sum)", "$6$rounds=999999999$salt$\(longSum)", "$6$rounds=-5000$salt$\(longSum)",
        "$6$saltsaltsaltsaltx$\(longSum)", "$1$salt$abc", "$2b$10$\(sum)", "$5$salt$\(sum)", "<removed>",
        String(repeating: "x", count: 128),
    ])
    func nothingElseIs(text: String) {
        #expect(PasswordHash(text) == nil)
        #expect(StoredPassword(text) == nil)
    }

    @Test(arguments: ["x", "correct horse battery staple", "$ecret", "pa$$word", String(repeating: "x", count: 127)])
    func anythingThatIsNoHashIsAPassword(text: String) {
        #expect(StoredPassword(text) == .clear(SecretKey(octets: Array(text.utf8))))
    }

    /// Lines with a mistake before, in, or behind a password; typed in configuration, and where it is none.
    @Test(arguments: [
        "enable secret level 16 hunter2", "enable sercet hunter2", "enable secret 0", "enabel secret hunter2",
        "enable secret level hunter2", "username bob privilege hunter2",
        "username bob privilege 16 secret hunter2", "username bob secrte hunter2 hunter2", "username bob hunter2",
        "user bob hunter2", "en sec lev hunter2", "us bob pr hunter2",
        "username bob secret $y$hunter2", "username bob secret hunter2\(String(repeating: "x", count: 128))",
        "enable secret $y$j9T$hunter2 hunter2",
    ])
    func noErrorRepeatsAPassword(line: String) throws {
        let router = FixtureRouter()
        var person = try ScreenOperator(router, isInteractive: false)
        for mode in ["", "configure terminal"] {
            try person.type(mode)
            for case .result(let result) in try person.request(.execute(line: line)) {
                #expect(result.code == .syntax)
                #expect(!result.diagnostics.map(\.text).joined().contains("hunter2"), "\(result.diagnostics)")
            }
        }
        #expect(!traces(router).contains("hunter2"))
    }

    /// What is right is not kept either, nor what answers a question.
    @Test func noTraceHasAPassword() throws {
        let router = FixtureRouter()
        var root = try ScreenOperator(router)
        for line in [
            "enable", "configure terminal", "enable secret hunter2", "do show version",
            "username bob secret a hunter2 b",
            "no username bob secret hunter2", "en sec 0 hunter2", "end",
        ] {
            try root.type(line)
        }
        var carol = try ScreenOperator(router, user: "carol")
        for command in ["enable", "login"] {
            try carol.type(command)
            while carol.question != nil {
                _ = try carol.answer(carol.question == "Username: " ? "hunter2" : "hunter22")
            }
        }
        #expect(traces(router).contains("show version") && !traces(router).contains("hunter2"))
    }

    /// What the audit trail and the log keep.
    private func traces(_ router: FixtureRouter) -> String {
        (router.logs.audited.map { String(decoding: $0, as: UTF8.self) } + router.logs.standardError
            + router.eventLog.buffer.records.map(\.message.text) + router.accessEvents.map(\.message.text))
            .joined(separator: "\n")
    }
}
