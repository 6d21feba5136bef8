/// The daemon's end of a control connection, without the socket: octets in, octets out.
///
/// Whoever owns the socket calls `receive` with what arrived, and as long as the socket takes octets sends what
/// `takeOutput` makes. Output is made when it is asked for, so that a slow reader holds up nothing and costs no memory.
public struct ControlConnection {
    /// What the connection is about.
    private enum Activity {
        /// It waits for a request.
        case listening
        /// It answers one.
        case replying(PendingReply)
        /// It waits for the answer to a question.
        case asking(CommandQuestion)
    }

    /// Called when there is something to send again after `takeOutput` gave nothing.
    public var attention: () -> Void = {} { didSet { live?.attention = attention } }
    /// Closes the connection at once, when somebody else wants this session to end.
    public var terminate: () -> Void = {} { didSet { live?.terminate = terminate } }
    /// Whether there is more to send although `takeOutput` gave nothing: it only lets others have their turn.
    public private(set) var isPausing = false

    private let user: String
    private let isRoot: Bool
    private var decoder = FrameDecoder()
    private var session: CommandSession?
    /// The session as others see it, from the time it is opened.
    private var live: LiveSession?
    private var width = 80
    private var activity = Activity.listening
    /// The line that is being executed, as the audit trail keeps it.
    private var command: (text: String, mode: Mode)?
    private var failure: ControlProtocolError?
    private var hasInputEnded = false
    /// What is left of the frame that is being sent.
    private var unsent: ArraySlice<UInt8> = []

    /// Octets of requests that may wait while replies are made.
    private static let backlog = 4 + ControlFrame.maximumLength

    /// A connection to a user of the machine, as the kernel vouches for it: by name and number, 0 for root.
    public init(user: String, userIdentifier: UInt32) {
        self.user = user
        isRoot = userIdentifier == 0
    }

    /// Whether `receive` may be called: false while a backlog of requests waits for its replies to be sent.
    public var acceptsInput: Bool { !hasFailed && decoder.count < Self.backlog }

    /// Whether the connection is to be closed: all is sent, and the operator left, or the protocol was broken.
    public var isOver: Bool {
        guard unsent.isEmpty else { return false }
        if case .replying = activity { return false }
        return hasFailed || session?.hasEnded == true || hasInputEnded && !decoder.hasMessage
    }

    /// Takes octets that arrived, as many as there were.
    public mutating func receive(_ octets: some Collection<UInt8>) {
        decoder.append(octets)
        interruptIfAsked()
    }

    /// No more octets will arrive. What was asked for is still answered.
    public mutating func inputEnded() {
        hasInputEnded = true
    }

    /// The connection is closed: what is under way is given up, and what the session holds is given back.
    public mutating func close(for router: any ManagedRouter) {
        session?.end(on: router)
        endSession(on: router)
        if case .replying(let reply) = activity { reply.cancel() }
        activity = .listening
        hasInputEnded = true
    }

    /// Makes the next octets to send, at most `limit`; none if there is nothing to send at present.
    public mutating func takeOutput(atMost limit: Int, for router: any ManagedRouter) -> [UInt8] {
        if unsent.isEmpty { unsent = (nextFrame(router) ?? [])[...] }
        defer { unsent = unsent.dropFirst(limit) }
        return Array(unsent.prefix(limit))
    }

    private mutating func nextFrame(_ router: any ManagedRouter) -> [UInt8]? {
        isPausing = false
        while !isOver {
            switch nextStep(router) {
            // Messages are bounded in `PendingReply`, so that none is too long for a frame.
            case .send(let message): return try? ControlFrame.encode(message)
            case .pause:
                isPausing = true
                return nil
            case .wait: return nil
            case .done: continue
            }
        }
        return nil
    }

    /// A message, nothing to send at present, or `done` after the activity has changed.
    private mutating func nextStep(_ router: any ManagedRouter) -> PendingReply.Step {
        switch activity {
        case .replying(let reply): return nextStep(of: reply, router)
        case .listening: return notice ?? takeRequest(router)
        case .asking: return takeRequest(router)
        }
    }
}

// MARK: Replies

extension ControlConnection {
    private var hasFailed: Bool { failure != nil }

    private var notice: PendingReply.Step? {
        live?.takeNotices().map { .send(.notice(text: $0)) }
    }

    private mutating func nextStep(of reply: PendingReply, _ router: any ManagedRouter) -> PendingReply.Step {
        // Held once, the output that waits in it is not copied.
        activity = .listening
        var reply = reply
        let step = reply.next()
        activity = .replying(reply)
        switch step {
        case .send, .pause: return step
        case .wait: return notice ?? step
        case .done: return finish(reply, router)
        }
    }

    /// All output is sent: what the command does then.
    private mutating func finish(_ reply: PendingReply, _ router: any ManagedRouter) -> PendingReply.Step {
        switch reply.continuation {
        case nil:
            activity = .listening
            return .send(.result(result(reply, router)))
        case .proceed(let step):
            proceed { (session) throws(CommandFailure) in try step(&session, router) }
            return .done
        case .receive(let take):
            activity = .asking(CommandQuestion(prompt: "", unattended: .refuse, answer: take))
            return .send(.kept)
        case .ask(let question):
            if session?.isInteractive == true {
                activity = .asking(question)
                return .send(.question(prompt: question.prompt, isSecret: question.isSecret))
            }
            proceed { (session) throws(CommandFailure) in
                guard case .answer(let answer) = question.unattended else {
                    throw CommandFailure(.notAuthorised, reason: "\(question.prompt) can only be answered by a person.")
                }
                return try question.answer(&session, router, answer)
            }
            return .done
        }
    }

    private mutating func proceed(_ step: (inout CommandSession) throws(CommandFailure) -> CommandOutput) {
        guard let result = session?.proceed(step) else { return }
        activity = .replying(PendingReply(result, ready: attention))
    }

    private mutating func result(_ reply: PendingReply, _ router: any ManagedRouter) -> ControlResult {
        session?.followLine(of: router)
        audit(reply.code, on: router)
        let mode = session?.mode ?? .userExec
        let terminal = session?.terminal ?? TerminalSettings()
        live?.mode = mode
        if let session {
            live?.identity = session.identity
            live?.privilege = session.privilege
        }
        live?.monitors = terminal.monitors
        return ControlResult(
            code: reply.code, prompt: session?.prompt(of: router) ?? "", mode: mode, terminal: terminal,
            holdsSecret: session?.holdsSecret ?? false, expectsText: session?.openText != nil, isOver: isOver,
            diagnostics: reply.diagnostics)
    }

    private mutating func fail(_ error: ControlProtocolError) {
        failure = error
        let diagnostic = Diagnostic(message: "% Protocol error.", reason: error.description)
        activity = .replying(PendingReply(CommandResult(code: .refused, [diagnostic])))
    }
}

// MARK: Requests

extension ControlConnection {
    /// Breaks off what is under way if that is what the next message asks for: it overtakes the reply.
    private mutating func interruptIfAsked() {
        guard
            case .interrupt = decoder.shortMessage.flatMap({ try? ControlFrame.decode(ControlRequest.self, from: $0) })
        else { return }
        switch activity {
        case .listening: return
        case .replying(let reply): reply.cancel()
        case .asking: break
        }
        _ = try? decoder.next()
        activity = .replying(PendingReply(CommandResult(code: .refused, [])))
    }

    private mutating func takeRequest(_ router: any ManagedRouter) -> PendingReply.Step {
        do throws(ControlProtocolError) {
            guard let octets = try decoder.next() else { return .wait }
            try take(try ControlFrame.decode(ControlRequest.self, from: octets), router)
        } catch {
            fail(error)
        }
        return .done
    }

    private mutating func take(
        _ request: ControlRequest, _ router: any ManagedRouter
    ) throws(ControlProtocolError) {
        if case .hello(let hello) = request { return try open(hello, router) }
        guard session != nil else { throw .outOfOrder }
        live?.idleSince = router.now
        if case .asking(let question) = activity {
            guard case .answer(let text) = request else { throw .outOfOrder }
            return proceed { (session) throws(CommandFailure) in try question.answer(&session, router, text) }
        }
        try begin(request, router)
    }

    private mutating func begin(
        _ request: ControlRequest, _ router: any ManagedRouter
    ) throws(ControlProtocolError) {
        guard var session else { return }
        switch request {
        case .hello, .answer: throw .outOfOrder
        // It came too late, and what it was to break off has ended.
        case .interrupt: return
        case .execute(let line):
            command = (text: session.audited(line, on: router), mode: session.mode)
            reply(session.execute(line, on: router))
        case .help(let line, let columns): reply(session.help(line, width: columns ?? width, on: router))
        case .complete(let line): activity = .replying(PendingReply(session.completion(line, on: router)))
        }
        self.session = session
    }

    private mutating func reply(_ result: CommandResult) {
        activity = .replying(PendingReply(result, ready: attention))
    }

    private mutating func open(
        _ hello: ControlHello, _ router: any ManagedRouter
    ) throws(ControlProtocolError) {
        guard session == nil else { throw .outOfOrder }
        guard hello.version == ControlHello.currentVersion else { throw .unsupportedVersion(hello.version) }
        let identity = OperatorIdentity(
            user: user, line: Self.label(hello.line), origin: Self.label(hello.origin), isRoot: isRoot)
        width = hello.width
        live = router.sessions.open(identity, isInteractive: hello.isInteractive, at: router.now)
        live?.attention = attention
        live?.terminate = terminate
        var session = CommandSession(
            identity: identity, isInteractive: hello.isInteractive, access: router.configuration.access)
        session.number = live?.number
        session.mustLogIn = hello.logsIn
        if hello.isInteractive { session.line = live.map(SessionLine.init) }
        self.session = session
        if let live { router.audit.record(.login, by: live) }
        let banners = router.configuration.banners
        let text = banners.beforeLogin + (hello.logsIn ? "" : banners.beforePrompt)
        reply(CommandResult(hello.isInteractive ? .text(text) : .none))
    }

    /// What a shell says of itself, so that it fits into a line of the log.
    private static func label(_ text: String) -> String {
        String(
            decoding: text.utf8.filter { isLetterOrDigit($0) || "-_./:%".utf8.contains($0) }.prefix(64), as: UTF8.self)
    }

    /// Lets the audit trail know how the line that was executed ended.
    private mutating func audit(_ code: ResultCode, on router: any ManagedRouter) {
        guard let live, let command else { return }
        self.command = nil
        router.audit.record(.command(command.text, mode: command.mode, code), by: live)
    }

    /// What was not finished is broken off.
    private mutating func endSession(on router: any ManagedRouter) {
        guard let live else { return }
        audit(.refused, on: router)
        router.audit.record(.logout, by: live)
        router.sessions.close(live)
        self.live = nil
    }
}
