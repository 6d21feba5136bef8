import Core
import ManagementFixtures
import Testing

@testable import Management

@Suite struct LoginTests {
    private let router: FixtureRouter

    init() throws {
        router = FixtureRouter(try FixtureFiles.configuration("access"))
    }

    /// A session at the console, which root's process opened for whoever comes.
    private func console() throws -> ScreenOperator {
        try ScreenOperator(router, logsIn: true)
    }

    @Test func nothingIsDoneForNobody() throws {
        var person = try console()
        #expect(person.prompt == "")
        #expect(try person.help("") == "" && person.complete("").isEmpty)
        for line in ["show version", "enable", "configure terminal", ""] {
            #expect(try person.type(line) == "" && person.question == "Username: ")
            _ = try person.request(.interrupt)
            #expect(person.prompt == "" && !person.isOver)
        }
    }

    @Test func aNameAndItsPasswordOpenTheSession() throws {
        var person = try console()
        try person.type("")
        _ = try person.answer("alice")
        _ = try person.answer("hunter2")
        #expect(person.prompt == "HA1#" && person.code == .done)
        let alice = OperatorIdentity(user: "alice")
        #expect(router.accessEvents == [.loggedIn(alice, Privilege(7))])
        #expect(router.sessions.sessions.map(\.identity) == [alice])
        #expect(try person.type("show privilege") == "Current privilege level is 7\n")
        try person.type("configure terminal")
        #expect(person.code == .notAuthorised, "it is not root's any more")
    }

    /// Whoever has no password cannot log in, and a name that is none is not told from it.
    @Test func threeFailuresEndIt() throws {
        var person = try console()
        try person.type("")
        for (number, name) in ["alice", "bob", "mallory"].enumerated() {
            _ = try person.answer(name)
            let screen = try person.answer("wrong")
            #expect(screen.contains("Login invalid."))
            #expect(person.isOver == (number == 2))
        }
        let root = OperatorIdentity(user: "root", isRoot: true)
        #expect(
            router.accessEvents == [
                .loginFailed(root, name: "alice"), .loginFailed(root, name: "bob"), .loginFailed(root, name: nil),
            ])
        #expect(router.hasher.count == 3, "each took the time of a check")
    }

    @Test func whoTriesTooOftenIsSentAway() throws {
        var first = try console()
        try first.type("")
        for _ in 0..<3 {
            _ = try first.answer("alice")
            _ = try first.answer("wrong")
        }
        var second = try console()
        try second.type("")
        _ = try second.answer("alice")
        #expect(try second.answer("hunter2").contains("wait 1 s"))
        #expect(second.isOver)
    }
}
