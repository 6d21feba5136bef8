import Management
import ManagementFixtures

/// A control connection, asked for output as the daemon's event loop does it: a piece a turn.
struct Session {
    /// What a command cost.
    struct Cost {
        /// Until something was there to be shown.
        var firstOutput: Duration?
        /// What a packet waits at most while the command is under way.
        var longestTurn = Duration.zero
        var total = Duration.zero
        var turns = 0
        var octets = 0
    }

    private let router: FixtureRouter
    private var connection = ControlConnection(user: "root", userIdentifier: 0)

    init(_ router: FixtureRouter) throws {
        self.router = router
        connection.receive(try ControlFrame.encode(ControlRequest.hello(ControlHello(isInteractive: false))))
        _ = run()
    }

    mutating func execute(_ line: String, upTo limit: Int = .max) throws -> Cost {
        connection.receive(try ControlFrame.encode(ControlRequest.execute(line: line)))
        return run(upTo: limit)
    }

    /// Breaks off what is under way.
    mutating func interrupt() throws -> Cost {
        connection.receive(try ControlFrame.encode(ControlRequest.interrupt))
        return run()
    }

    private mutating func run(upTo limit: Int = .max) -> Cost {
        var cost = Cost()
        var isOver = false
        while !isOver, cost.turns < limit {
            var count = 0
            let turn = Stopwatch.time { count = connection.takeOutput(atMost: 64 << 10, for: router).count }
            cost.turns += 1
            cost.octets += count
            cost.total += turn
            cost.longestTurn = max(cost.longestTurn, turn)
            if count > 0, cost.firstOutput == nil { cost.firstOutput = cost.total }
            isOver = count == 0 && !connection.isPausing
        }
        return cost
    }
}
