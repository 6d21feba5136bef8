import Core
import ManagementFixtures
import Testing

@testable import Management

@Suite struct SessionRegistryTests {
    private let router = FixtureRouter()

    /// Opens a session; the connection is all that keeps it.
    private func open(line: String = "", origin: String = "", isInteractive: Bool = true) throws -> ControlConnection {
        var connection = ControlConnection(user: "root", userIdentifier: 0)
        try send(.hello(ControlHello(isInteractive: isInteractive, line: line, origin: origin)), &connection)
        return connection
    }

    /// Sends a request and takes the replies.
    @discardableResult
    private func send(_ request: ControlRequest?, _ connection: inout ControlConnection) throws -> [ControlReply] {
        if let request { connection.receive(try ControlFrame.encode(request)) }
        var decoder = FrameDecoder()
        while case let octets = connection.takeOutput(atMost: 1000, for: router), !octets.isEmpty {
            decoder.append(octets)
        }
        var replies: [ControlReply] = []
        while let octets = try decoder.next() {
            replies.append(try ControlFrame.decode(ControlReply.self, from: octets))
        }
        return replies
    }

    @Test func aConnectionIsASessionFromItsHelloToItsEnd() throws {
        var connection = ControlConnection(user: "root", userIdentifier: 0)
        #expect(router.sessions.sessions.isEmpty)
        try send(.hello(ControlHello(isInteractive: true, line: "pts/3", origin: "2001:db8::9")), &connection)
        let session = try #require(router.sessions.sessions.first)
        #expect(session.identity == OperatorIdentity(user: "root", line: "pts/3", origin: "2001:db8::9", isRoot: true))
        #expect(session.isInteractive && session.mode == .userExec && session.since == router.now)
        connection.close(for: router)
        #expect(router.sessions.sessions.isEmpty)
    }

    @Test func theLowestFreeLineIsTaken() throws {
        var first = try open(line: "pts/0")
        let second = try open(line: "pts/1")
        var console = try open(line: "ttyS0")
        #expect(router.sessions.sessions.map(\.number) == [0, 1, 2])
        first.close(for: router)
        let third = try open()
        #expect(router.sessions.sessions.map(\.identity.line) == ["ttyS0", "", "pts/1"])
        console.close(for: router)
        #expect(router.sessions.sessions.map(\.number) == [1, 2])
        _ = (second, third)
    }

    @Test func idleTimeBeginsWithTheLastRequest() throws {
        var connection = try open()
        let session = try #require(router.sessions.sessions.first)
        router.advance(by: .seconds(60))
        #expect(router.now - session.idleSince == .seconds(60))
        try send(.help(line: "show"), &connection)
        #expect(session.idleSince == router.now && session.since < router.now)
    }

    @Test func itsModeFollowsTheCommands() throws {
        var connection = try open()
        for line in ["enable", "configure terminal", "ipv6 mobile home-agent"] {
            try send(.execute(line: line), &connection)
        }
        #expect(router.sessions.sessions.map(\.mode) == [.homeAgent])
    }

    @Test func linesWaitUntilTheyAreShownAndNoMoreThanThereIsRoomFor() throws {
        var connection = try open()
        var calls = 0
        connection.attention = { calls += 1 }
        let session = try #require(router.sessions.sessions.first)
        #expect((0..<300).map { session.notify("line \($0)") } == (0..<300).map { $0 < 256 })
        #expect(calls == 300)
        let replies = try send(nil, &connection)
        let text = (0..<256).map { "line \($0)\n" }.joined() + "% 44 more lines came faster than they could be shown.\n"
        #expect(replies == [.notice(text: text)])
        #expect(session.notify("again"))
        #expect(try send(nil, &connection) == [.notice(text: "again\n")])
    }
}
