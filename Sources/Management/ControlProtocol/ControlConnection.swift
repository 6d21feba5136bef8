/// The daemon's end of a control connection, without the socket: octets in, octets out.
///
/// Whoever owns the socket calls `receive` with what arrived, and as long as the socket takes octets sends what
/// `takeOutput` makes. Output is made when it is asked for, so that a slow reader holds up nothing and costs no memory.
public struct ControlConnection {
    private let maximumPrivilege: Privilege
    private var decoder = FrameDecoder()
    private var session: CommandSession?
    private var width = 80
    private var reply: PendingReply?
    private var failure: ControlProtocolError?
    private var hasInputEnded = false
    /// What is left of the frame that is being sent.
    private var unsent: ArraySlice<UInt8> = []

    /// Octets of requests that may wait while replies are made.
    private static let backlog = 4 + ControlFrame.maximumLength

    /// A connection to somebody who may do no more than a privilege allows.
    public init(maximumPrivilege: Privilege) {
        self.maximumPrivilege = maximumPrivilege
    }

    /// Whether `receive` may be called: false while a backlog of requests waits for its replies to be sent.
    public var acceptsInput: Bool { !hasFailed && decoder.count < Self.backlog }

    /// Whether the connection is to be closed: all is sent, and the operator left, or the protocol was broken.
    public var isOver: Bool {
        guard reply == nil, unsent.isEmpty else { return false }
        return hasFailed || session?.hasEnded == true || hasInputEnded && !decoder.hasMessage
    }

    /// Takes octets that arrived, as many as there were.
    public mutating func receive(_ octets: some Collection<UInt8>) {
        decoder.append(octets)
    }

    /// No more octets will arrive. What was asked for is still answered.
    public mutating func inputEnded() {
        hasInputEnded = true
    }

    /// Makes the next octets to send, at most `limit`; none if there is nothing to send until more octets arrive.
    public mutating func takeOutput(atMost limit: Int, for router: any ManagedRouter) -> [UInt8] {
        if unsent.isEmpty { unsent = (nextFrame(router) ?? [])[...] }
        defer { unsent = unsent.dropFirst(limit) }
        return Array(unsent.prefix(limit))
    }

    private var hasFailed: Bool { failure != nil }

    private mutating func nextFrame(_ router: any ManagedRouter) -> [UInt8]? {
        while true {
            // Messages are bounded in `PendingReply`, so that none is too long for a frame.
            if let message = nextMessage(router) { return try? ControlFrame.encode(message) }
            guard !isOver else { return nil }
            do {
                guard let octets = try decoder.next() else { return nil }
                try begin(try ControlFrame.decode(ControlRequest.self, from: octets), router)
            } catch {
                failure = error
                let diagnostic = Diagnostic(message: "% Protocol error.", reason: error.description)
                reply = PendingReply(CommandResult(code: .refused, [diagnostic]))
            }
        }
    }

    private mutating func nextMessage(_ router: any ManagedRouter) -> ControlReply? {
        if let message = reply?.nextMessage() { return message }
        guard let ending = reply else { return nil }
        reply = nil
        return .result(
            ControlResult(
                code: ending.code, prompt: session?.prompt(of: router) ?? "",
                mode: session?.position.mode ?? .userExec, isOver: isOver, diagnostics: ending.diagnostics))
    }

    private mutating func begin(
        _ request: ControlRequest, _ router: any ManagedRouter
    ) throws(ControlProtocolError) {
        if case .hello(let hello) = request { return try open(hello) }
        guard var session else { throw .outOfOrder }
        switch request {
        case .hello: throw .outOfOrder
        case .execute(let line): reply = PendingReply(session.execute(line, on: router))
        case .help(let line): reply = PendingReply(session.help(line, width: width, on: router))
        case .complete(let line): reply = PendingReply(session.completion(line, on: router))
        }
        self.session = session
    }

    private mutating func open(_ hello: ControlHello) throws(ControlProtocolError) {
        guard session == nil else { throw .outOfOrder }
        guard hello.version == ControlHello.currentVersion else { throw .unsupportedVersion(hello.version) }
        session = CommandSession(maximumPrivilege: maximumPrivilege, isInteractive: hello.isInteractive)
        width = hello.width
        reply = PendingReply(CommandResult(.none))
    }
}
