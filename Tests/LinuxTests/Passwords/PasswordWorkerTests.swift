import Core
import Linux
import Management
import Testing

@Suite struct PasswordWorkerTests {
    private let loop: EventLoop
    private let worker: PasswordWorker

    init() throws {
        loop = try EventLoop()
        worker = try PasswordWorker(loop: loop)
    }

    private static let password = SecretKey(octets: Array("hunter2".utf8))

    @Test func answersComeBackByTheLoop() throws {
        var hashes: [SecretKey: PasswordHash]?
        worker.hash([Self.password]) { [loop] in
            hashes = $0
            loop.stop()
        }
        #expect(hashes == nil, "nobody waited")
        try loop.run()
        let hash = try #require(hashes?[Self.password])
        var verdicts: [Bool?] = []
        for password in [Self.password, SecretKey(octets: [1])] {
            worker.verify(password, against: hash) { [loop] in
                verdicts.append($0)
                if verdicts.count == 2 { loop.stop() }
            }
        }
        try loop.run()
        #expect(verdicts == [true, false])
    }

    /// What is under way is bounded; what is beyond is told at once.
    @Test func tooMuchIsRefused() throws {
        var answers = 0
        var refusals = 0
        for _ in 0..<20 {
            worker.hash([Self.password]) { [loop] hashes in
                if hashes == nil { refusals += 1 } else { answers += 1 }
                if answers == 16 { loop.stop() }
            }
        }
        #expect(refusals == 4)
        try loop.run()
        #expect(answers == 16)
    }

    /// The loop serves others while a password is hashed.
    @Test func theLoopGoesOn() throws {
        var ticks = 0
        var isDone = false
        let ticker = Ticker(loop: loop) { ticks += 1 }
        worker.hash(Set((1...4).map { SecretKey(octets: [$0]) })) { [loop] _ in
            isDone = true
            loop.stop()
        }
        ticker.begin()
        try loop.run()
        #expect(isDone && ticks > 4)
    }
}

/// Counts milliseconds on a loop.
private final class Ticker {
    private var timer: LoopTimer?
    private let count: () -> Void

    init(loop: EventLoop, count: @escaping () -> Void) {
        self.count = count
        timer = loop.makeTimer { [unowned self] now in
            count()
            timer?.deadline = now + .milliseconds(1)
        }
    }

    func begin() {
        timer?.deadline = MonotonicClock.now()
    }
}
