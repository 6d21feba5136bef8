import ManagementFixtures
import Testing

@testable import Management

@Suite struct ClearLineTests {
    @Test func theOtherSessionIsEnded() throws {
        let router = FixtureRouter()
        var root = try ScreenOperator(router, isInteractive: false)
        var other = ControlConnection(user: "alice", userIdentifier: 1000)
        var endings = 0
        other.terminate = { endings += 1 }
        other.receive(try ControlFrame.encode(ControlRequest.hello(ControlHello(isInteractive: true, line: "pts/3"))))
        #expect(!other.takeOutput(atMost: 1000, for: router).isEmpty)
        #expect(try root.type("show users | count alice .* pts/3").contains("1 line"))
        try root.type("clear line 1")
        #expect(root.code == .refused && endings == 0, "its own")
        try root.type("clear line vty 1")
        #expect(root.code == .done && endings == 1)
        #expect(
            router.accessEvents == [
                .sessionEnded(
                    OperatorIdentity(user: "alice", line: "pts/3"), by: OperatorIdentity(user: "root", isRoot: true))
            ])
    }

    /// What a shell says of itself cannot make lines of the log.
    @Test func linesAndOriginsAreWords() throws {
        let router = FixtureRouter()
        var connection = ControlConnection(user: "alice", userIdentifier: 1000)
        let hello = ControlHello(
            isInteractive: true, line: "pts/3\n%SYS-1-X: \u{1b}[2J", origin: String(repeating: "a", count: 1000))
        connection.receive(try ControlFrame.encode(ControlRequest.hello(hello)))
        _ = connection.takeOutput(atMost: 1000, for: router)
        let identity = try #require(router.sessions.sessions.first?.identity)
        #expect(identity.line == "pts/3%SYS-1-X:2J" && identity.origin.count == 64)
    }
}
