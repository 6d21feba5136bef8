import Core
import ManagementFixtures
import Testing

@testable import Management

@Suite struct AccessTests {
    private let router = FixtureRouter()

    private func configure(_ lines: String...) throws {
        var root = try ScreenOperator(router, isInteractive: false)
        for line in ["configure terminal"] + lines {
            try root.type(line)
            #expect(root.code == .done, "\(line)")
        }
    }

    @Test func aPasswordIsHashedBeforeItIsInForce() throws {
        try configure("enable secret hunter2", "username bob secret correct horse", "username bob privilege 7")
        let saved = router.configuration.text(secrets: .clear)
        #expect(!saved.contains("hunter2") && !saved.contains("horse"))
        #expect(saved.contains("enable secret \(FixturePasswords.hash("hunter2"))\n"))
        #expect(saved.contains("username bob privilege 7 secret \(FixturePasswords.hash("correct horse"))\n"))
        #expect(try ConfigurationFile.parse(Array(saved.utf8)) == router.configuration)
        let shown = router.configuration.text(secrets: .removed)
        #expect(shown.contains("enable secret <removed>\nusername bob privilege 7 secret <removed>\n"))
    }

    @Test func aHashIsTakenAsItIs() throws {
        try configure("enable secret \(FixturePasswords.hash("x"))")
        #expect(router.hasher.count == 0)
        #expect(router.configuration.text(secrets: .clear).contains("enable secret \(FixturePasswords.hash("x"))\n"))
    }

    /// What others do while a password is hashed is not undone by it.
    @Test func othersWorkWhileAPasswordIsHashed() throws {
        router.hasher.isSlow = true
        var first = try ScreenOperator(router, isInteractive: false)
        try first.type("configure terminal")
        #expect(try first.request(.execute(line: "username bob secret x")).isEmpty, "it waits")
        try configure("hostname HA7")
        router.hasher.deliver()
        #expect(try first.type("hostname HA8") == "")
        #expect(router.configuration.access.users["bob"]?.password != nil)
        #expect(router.configuration.hostName == "HA8")
    }

    @Test func aRouterThatIsTooBusyChangesNothing() throws {
        router.hasher.isBusy = true
        var root = try ScreenOperator(router, isInteractive: false)
        try root.type("configure terminal")
        #expect(try root.type("username bob secret x").contains("too many passwords"))
        #expect(root.code == .refused)
        #expect(router.configuration == Configuration())
    }

    @Test func filesWithPasswordsAreHashedAsAWhole() throws {
        router.startupFile = Array("username a secret x\nusername b secret y\nenable secret x\n".utf8)
        var root = try ScreenOperator(router, isInteractive: false)
        for command in ["copy startup-config running-config", "configure replace startup-config force"] {
            try root.type(command)
            #expect(root.code == .done)
            let text = router.configuration.text(secrets: .clear)
            #expect(text.contains("username b secret \(FixturePasswords.hash("y"))\n"))
        }
        #expect(router.hasher.count == 2)
        let many = (0..<65).map { "username u\($0) secret p\($0)\n" }.joined()
        router.startupFile = Array(many.utf8)
        #expect(try root.type("copy startup-config running-config").contains("65 passwords in clear"))
    }

    /// A script has at once what its user may do; a person who has a line begins with its level.
    @Test(arguments: [
        ("root", true, "HAOS>"), ("root", false, "HAOS#"), ("alice", true, "HAOS#"), ("alice", false, "HAOS#"),
        ("carol", true, "HAOS>"), ("carol", false, "HAOS>"), ("dave", true, "HAOS>"),
    ])
    func sessionsBeginWithALevel(user: String, isInteractive: Bool, prompt: String) throws {
        try configure("username alice privilege 7", "username dave privilege 0")
        #expect(try ScreenOperator(router, user: user, isInteractive: isInteractive).prompt == prompt)
        var person = try ScreenOperator(router, user: user, isInteractive: isInteractive)
        let level = ["root": isInteractive ? 1 : 15, "alice": 7, "carol": 1][user]
        let shown = try person.type("show privilege")
        if let level {
            #expect(shown == "Current privilege level is \(level)\n")
        } else {
            #expect(person.code == .notAuthorised)
        }
    }

    /// Whatever is configured, root gets everything back.
    @Test func rootIsNeverLockedOut() throws {
        try configure(
            "username root privilege 0", "enable secret x", "privilege exec level 15 show",
            "privilege exec level 15 configure terminal")
        for isInteractive in [true, false] {
            var root = try ScreenOperator(router, isInteractive: isInteractive)
            try root.type("enable")
            #expect(root.prompt == "HAOS#" && root.question == nil)
        }
        var root = try ScreenOperator(router, isInteractive: false)
        try root.type("configure terminal")
        for command in ["enable", "disable", "exit", "logout"] {
            #expect(try root.type("privilege exec level 15 \(command)").contains("so that nobody is locked out"))
        }
    }

    @Test func aScriptIsNotAskedForAPassword() throws {
        try configure("enable secret x")
        var carol = try ScreenOperator(router, user: "carol", isInteractive: false)
        try carol.type("enable")
        #expect(carol.question == nil && carol.code == .notAuthorised)
        #expect(router.hasher.count == 1, "nothing was checked")
    }

    @Test func attemptsAreToldAndSlowedDown() throws {
        try configure("enable secret right")
        var carol = try ScreenOperator(router, user: "carol")
        try carol.type("enable")
        for _ in 0..<3 {
            #expect(carol.question == "Password: ")
            _ = try carol.answer("wrong")
        }
        #expect(carol.question == nil && carol.code == .notAuthorised)
        let identity = OperatorIdentity(user: "carol")
        #expect(router.accessEvents == Array(repeating: .levelRefused(identity, .privileged), count: 3))
        // Also from another session, and with the right password.
        var again = try ScreenOperator(router, user: "carol")
        try again.type("enable")
        #expect(try again.answer("right").contains("wait 1 s"))
        router.advance(by: .seconds(1))
        try again.type("enable")
        _ = try again.answer("right")
        #expect(again.prompt == "HAOS#")
        #expect(router.accessEvents.last == .levelOpened(identity, .privileged))
    }

    /// Who may configure may not make himself more than he is.
    @Test func configuringGivesNoRights() throws {
        try configure("username alice privilege 7", "privilege exec level 7 configure terminal")
        var alice = try ScreenOperator(router, user: "alice")
        try alice.type("configure terminal")
        try alice.type("hostname HA2")
        #expect(alice.code == .done && alice.prompt == "HA2(config)#")
        for line in [
            "username alice privilege 15", "no username alice", "enable secret level 7 x",
            "privilege exec level 7 write",
            "no privilege exec level 7 configure terminal", "do write memory",
        ] {
            try alice.type(line)
            #expect(alice.code == .notAuthorised, "\(line)")
        }
        try alice.type("end")
        #expect(alice.prompt == "HA2#")
        #expect(try alice.type("show privilege") == "Current privilege level is 7\n")
    }

    @Test func pathsOfTheMachineAreRoots() throws {
        try configure("username alice privilege 15")
        var alice = try ScreenOperator(router, user: "alice", isInteractive: false)
        for command in [
            "copy running-config /etc/passwd", "copy /etc/shadow running-config", "configure replace /etc/shadow force",
            "show archive config differences /etc/shadow", "show archive config differences running-config /etc/shadow",
        ] {
            #expect(try alice.type(command).contains("root alone"))
            #expect(alice.code == .notAuthorised, "\(command)")
        }
        for command in ["copy running-config mine", "configure terminal", "archive"] {
            try alice.type(command)
            #expect(alice.code == .done)
        }
        #expect(try alice.type("path /etc/haos").contains("root alone"))
        try alice.type("path mine")
        #expect(alice.code == .done)
    }
}
