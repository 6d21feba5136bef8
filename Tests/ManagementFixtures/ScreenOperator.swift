import Management

/// A person at a terminal: types at the prompt and sees the screen, through a control connection without a socket.
public struct ScreenOperator {
    /// The router that is operated.
    public let router: any ManagedRouter
    /// What appears when the session begins.
    public private(set) var greeting = ""
    /// What stands before the next line.
    public private(set) var prompt = ""
    /// What stands before the answer to a question, while one waits for it.
    public private(set) var question: String?
    /// How the last line ended.
    public private(set) var code = ResultCode.done
    /// Whether the session is over.
    public private(set) var isOver = false

    private var connection: ControlConnection
    private var decoder = FrameDecoder()

    /// Opens a session of a user of the machine.
    public init(
        _ router: any ManagedRouter, user: String = "root", isInteractive: Bool = true, logsIn: Bool = false
    ) throws {
        self.router = router
        connection = ControlConnection(user: user, userIdentifier: user == "root" ? 0 : 1000)
        greeting = try screen(.hello(ControlHello(isInteractive: isInteractive, logsIn: logsIn)))
    }

    /// Types a line and Return; returns what appears below it.
    @discardableResult
    public mutating func type(_ line: String) throws -> String {
        try screen(.execute(line: line))
    }

    /// Answers a question; returns what appears below it.
    public mutating func answer(_ text: String) throws -> String {
        try screen(.answer(text: text))
    }

    /// Types a line and `?`; returns what appears below it.
    public mutating func help(_ line: String) throws -> String {
        try screen(.help(line: line))
    }

    /// Types a line and Tab; returns the words offered.
    public mutating func complete(_ line: String) throws -> [String] {
        for case .completion(_, let candidates) in try request(.complete(line: line)) { return candidates }
        return []
    }

    /// Sends a request; returns the replies to it.
    public mutating func request(_ request: ControlRequest) throws -> [ControlReply] {
        connection.receive(try ControlFrame.encode(request))
        while case let octets = connection.takeOutput(atMost: 4096, for: router),
            !octets.isEmpty || connection.isPausing
        {
            decoder.append(octets)
        }
        var replies: [ControlReply] = []
        while let octets = try decoder.next() {
            replies.append(try ControlFrame.decode(ControlReply.self, from: octets))
        }
        question = nil
        if case .question(let prompt, _) = replies.last { question = prompt }
        if case .result(let result) = replies.last {
            (prompt, code, isOver) = (result.prompt, result.code, result.isOver)
        }
        return replies
    }

    private mutating func screen(_ request: ControlRequest) throws -> String {
        let indentation = prompt.count
        var pipeline = OutputPipeline()
        var retention: OutputRetention?
        var kept = ""
        var screen = ""
        var replies = try self.request(request)
        while !replies.isEmpty {
            let reply = replies.removeFirst()
            var shown = ""
            switch reply {
            case .filter(let filter): try pipeline.append(filter)
            case .keep(let wanted): retention = wanted
            case .output(let text): shown = pipeline.take(text)
            case .kept, .result: shown = pipeline.finish()
            case .notice(let text): screen += text
            case .completion, .question: break
            }
            if retention != nil { kept += shown }
            if retention != .hidden { screen += shown }
            if case .kept = reply {
                retention = nil
                replies += try self.request(.answer(text: kept))
                kept = ""
            }
            if case .result(let result) = reply {
                screen += result.diagnostics.map { $0.text(belowPromptOf: indentation) }.joined()
            }
        }
        return screen
    }
}
