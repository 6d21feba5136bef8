import Core
import ManagementFixtures
import Testing

@testable import Management

@Suite struct ControlConnectionTests {
    private let router = FixtureRouter()

    /// Sends what a connection has to send, and reads it.
    private func replies(_ connection: inout ControlConnection, limit: Int = 1000) throws -> [ControlReply] {
        var decoder = FrameDecoder()
        while case let octets = connection.takeOutput(atMost: limit, for: router),
            !octets.isEmpty || connection.isPausing
        {
            #expect(octets.count <= limit)
            decoder.append(octets)
        }
        var replies: [ControlReply] = []
        while let octets = try decoder.next() {
            replies.append(try ControlFrame.decode(ControlReply.self, from: octets))
        }
        #expect(decoder.count == 0)
        return replies
    }

    /// How the requests of a connection ended.
    private func results(_ connection: inout ControlConnection) throws -> [ControlResult] {
        try replies(&connection).compactMap { if case .result(let result) = $0 { result } else { nil } }
    }

    private func connection(_ requests: ControlRequest..., isInteractive: Bool = false) throws -> ControlConnection {
        var connection = ControlConnection(user: "root", userIdentifier: 0)
        connection.receive(try ControlFrame.encode(ControlRequest.hello(ControlHello(isInteractive: isInteractive))))
        for request in requests { connection.receive(try ControlFrame.encode(request)) }
        return connection
    }

    @Test func requestsAreAnsweredInOrder() throws {
        var connection = try connection(
            .execute(line: "configure terminal"), .execute(line: "hostname HA1"), .execute(line: "nonsense"),
            .complete(line: "host"), .help(line: "host"))
        let replies = try replies(&connection)
        #expect(replies.count == 8)
        let results = replies.compactMap { if case .result(let result) = $0 { result } else { nil } }
        #expect(results.map(\.prompt) == ["HAOS#", "HAOS(config)#"] + Array(repeating: "HA1(config)#", count: 4))
        #expect(results.map(\.code) == [.done, .done, .done, .syntax, .done, .done])
        #expect(results.map(\.mode).first == .privilegedExec)
        #expect(replies[4] == .completion(partial: "host", candidates: ["hostname"]))
        #expect(replies[6] == .output(text: "hostname\n"))
        #expect(!connection.isOver)
    }

    @Test func aPersonBeginsInUserMode() throws {
        var connection = try connection(isInteractive: true)
        #expect(try results(&connection).map(\.mode) == [.userExec])
    }

    @Test func whoMayOnlyLookStaysInUserMode() throws {
        var connection = ControlConnection(user: "alice", userIdentifier: 1000)
        connection.receive(try ControlFrame.encode(ControlRequest.hello(ControlHello(isInteractive: false))))
        for line in ["show version", "enable", "configure terminal", "show running-config"] {
            connection.receive(try ControlFrame.encode(ControlRequest.execute(line: line)))
        }
        let results = try results(&connection)
        #expect(results.map(\.code) == [.done, .done, .notAuthorised, .notAuthorised, .notAuthorised])
        #expect(Set(results.map(\.mode)) == [.userExec])
    }

    @Test func leavingEndsTheConnection() throws {
        var connection = try connection(.execute(line: "exit"), .execute(line: "show version"))
        #expect(!connection.isOver)
        #expect(try results(&connection).map(\.isOver) == [false, true])
        #expect(connection.isOver)
    }

    @Test func theEndOfInputEndsTheConnectionWhenAllIsAnswered() throws {
        var connection = try connection(.execute(line: "show version"))
        connection.inputEnded()
        #expect(!connection.isOver)
        #expect(try results(&connection).count == 2)
        #expect(connection.isOver)
    }

    @Test(arguments: [
        ([ControlRequest.execute(line: "show version")], ControlProtocolError.outOfOrder),
        ([.hello(ControlHello(isInteractive: false)), .hello(ControlHello(isInteractive: false))], .outOfOrder),
    ])
    func aBrokenProtocolIsToldAndEndsTheConnection(requests: [ControlRequest], error: ControlProtocolError) throws {
        var connection = ControlConnection(user: "root", userIdentifier: 0)
        for request in requests { connection.receive(try ControlFrame.encode(request)) }
        let last = try #require(try results(&connection).last)
        #expect(last.diagnostics.first?.reason == error.description)
        #expect(last.isOver && connection.isOver && !connection.acceptsInput)
    }

    @Test func anotherVersionOfTheProtocolIsRefused() throws {
        var hello = ControlHello(isInteractive: false)
        hello.version = 1
        var connection = ControlConnection(user: "root", userIdentifier: 0)
        connection.receive(try ControlFrame.encode(ControlRequest.hello(hello)))
        let result = try #require(try results(&connection).first)
        #expect(result.diagnostics.first?.reason == ControlProtocolError.unsupportedVersion(1).description)
        #expect(connection.isOver)
    }

    @Test(arguments: [Array("\u{0}\u{0}\u{0}\u{2}{}".utf8), [0xff, 0xff, 0xff, 0xff, 0]])
    func garbageEndsTheConnection(octets: [UInt8]) throws {
        var connection = ControlConnection(user: "root", userIdentifier: 0)
        connection.receive(octets)
        #expect(try results(&connection).map(\.code) == [.refused])
        #expect(connection.isOver)
    }

    /// Whatever arrives, what is answered are whole replies, and the connection ends or waits.
    @Test(arguments: 0..<100 as Range<UInt64>)
    func requestsWithOctetsChanged(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var octets: [UInt8] = []
        for request in [.hello(ControlHello(isInteractive: false)), .execute(line: "show version"), .help(line: "s")]
            as [ControlRequest]
        {
            octets += try ControlFrame.encode(request)
        }
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            octets[Int.random(in: octets.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        var connection = ControlConnection(user: "root", userIdentifier: 0)
        connection.receive(octets)
        connection.inputEnded()
        let results = try results(&connection)
        #expect(results.count <= 3)
        #expect(connection.isOver)
    }

    @Test func aGreatOutputComesInBoundedFrames() throws {
        router.records = Array(repeating: FixtureBindings.all, count: 3000).flatMap(\.self)
        var connection = try connection(.execute(line: "show ipv6 mobile binding"))
        let replies = try replies(&connection, limit: 64 << 10)
        let texts = replies.compactMap { if case .output(let text) = $0 { text } else { nil } }
        #expect(texts.count > 10)
        #expect(texts.allSatisfy { $0.utf8.count <= 64 << 10 })
        #expect(texts.joined().hasSuffix("9000 bindings\n"))
        #expect(texts.joined().split(separator: "\n").count == 3000 * (6 + 7 + 6) + 1)
    }

    /// Bindings are read as they are sent, and not before.
    @Test func outputIsMadeWhenItIsAskedFor() throws {
        let endless = EndlessRouter()
        var connection = try connection(.execute(line: "show ipv6 mobile binding | json"))
        var count = 0
        while count < 1 << 20 {
            count += connection.takeOutput(atMost: 10_000, for: endless).count
        }
        #expect(endless.taken > 1000 && endless.taken < 10_000)
    }

    /// Between pages others have their turn, also where a page has nothing to show, or is cleared.
    @Test(arguments: [
        "show ipv6 mobile binding", "show ipv6 mobile binding | json", "clear ipv6 mobile binding home-address ::/0",
    ])
    func pagesOfBindingsPause(line: String) throws {
        router.records = Array(repeating: FixtureBindings.all, count: 4).flatMap(\.self)
        var connection = try connection(.execute(line: line))
        var turns = 0
        while case let octets = connection.takeOutput(atMost: 64 << 10, for: router),
            !octets.isEmpty || connection.isPausing
        {
            turns += 1
        }
        #expect(turns >= 6, "a page of the fixture has two bindings")
        #expect(router.records.isEmpty == line.hasPrefix("clear"))
    }

    /// The operator wants the rest of an output no more: the next request is answered at once.
    @Test func anInterruptOvertakesTheOutput() throws {
        let endless = EndlessRouter()
        var connection = try connection(.execute(line: "show ipv6 mobile binding"))
        var decoder = FrameDecoder()
        while endless.taken < 1000 {
            decoder.append(connection.takeOutput(atMost: 10_000, for: endless))
        }
        connection.receive(try ControlFrame.encode(ControlRequest.interrupt))
        connection.receive(try ControlFrame.encode(ControlRequest.execute(line: "nonsense")))
        let taken = endless.taken
        while case let octets = connection.takeOutput(atMost: 10_000, for: endless), !octets.isEmpty {
            decoder.append(octets)
        }
        #expect(endless.taken == taken)
        var results: [ResultCode] = []
        while let octets = try decoder.next() {
            guard case .result(let result) = try ControlFrame.decode(ControlReply.self, from: octets) else { continue }
            results.append(result.code)
        }
        #expect(results == [.done, .refused, .syntax])
    }

    @Test func anInterruptThatComesTooLateIsNoRequest() throws {
        var connection = try connection(.execute(line: "show version"))
        #expect(try results(&connection).count == 2)
        connection.receive(try ControlFrame.encode(ControlRequest.interrupt))
        connection.receive(try ControlFrame.encode(ControlRequest.execute(line: "show version")))
        #expect(try results(&connection).map(\.code) == [.done])
    }

    @Test func aBacklogOfRequestsIsNotTaken() throws {
        var connection = try connection()
        var sent = 0
        while connection.acceptsInput {
            let line = String(repeating: " ", count: 4000)
            connection.receive(try ControlFrame.encode(ControlRequest.execute(line: line)))
            sent += 1
        }
        #expect(try results(&connection).count == sent + 1)
        #expect(connection.acceptsInput)
    }
}
