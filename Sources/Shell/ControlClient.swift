import Management

/// The shell's end of a session: requests out, replies in.
final class ControlClient {
    /// What stands before the next line.
    private(set) var prompt = ""
    /// Where the session is.
    private(set) var mode = Mode.userExec
    /// Whether a secret is in the line that was executed last.
    private(set) var holdsSecret = false
    /// Whether the next line is part of a text, and no command.
    private(set) var expectsText = false
    /// What a person is shown first.
    private(set) var greeting = ""
    /// How the session wants to be shown things.
    private(set) var terminal = TerminalSettings()

    private let socket: ControlSocket
    private var decoder = FrameDecoder()

    /// Opens a session; one that somebody logs in to first, if need be.
    init(path: String, isInteractive: Bool, logsIn: Bool = false) throws(ShellError) {
        socket = try ControlSocket(path: path)
        let hello = ControlHello(
            isInteractive: isInteractive, width: Terminal.width, line: Terminal.name, origin: ProcessSetting.origin,
            logsIn: logsIn)
        var greeting = ""
        let result = try request(.hello(hello)) { (reply) throws(ShellError) in
            if case .output(let text) = reply { greeting += text }
        }
        self.greeting = greeting
        if let diagnostic = result.diagnostics.first {
            throw .unreachable(path: path, reason: diagnostic.reason ?? diagnostic.message)
        }
    }

    /// Columns that the session goes by.
    var width: Int {
        guard let width = terminal.width, width > 0 else { return Terminal.width }
        return width
    }

    /// What becomes readable when a reply arrives.
    var descriptor: Int32 { socket.descriptor }

    /// Sends a request and hands over the replies as they come, but the last, which is returned.
    func request(
        _ request: ControlRequest, reply: (ControlReply) throws(ShellError) -> Void
    ) throws(ShellError) -> ControlResult {
        try send(request)
        while true {
            guard let message = try receivedReply() else {
                try receive()
                continue
            }
            guard case .result(let result) = message else {
                try reply(message)
                continue
            }
            return result
        }
    }

    /// Sends a request.
    func send(_ request: ControlRequest) throws(ShellError) {
        try socket.send(try Self.frame(request))
    }

    private static func frame(_ request: ControlRequest) throws(ShellError) -> [UInt8] {
        do throws(ControlProtocolError) {
            return try ControlFrame.encode(request)
        } catch {
            throw .protocolBroken(error)
        }
    }

    /// Takes in what has arrived, or waits for it.
    func receive() throws(ShellError) {
        decoder.append(try socket.receive())
    }

    /// The next reply of those that have arrived.
    func receivedReply() throws(ShellError) -> ControlReply? {
        guard let reply = try decodedReply() else { return nil }
        if case .result(let result) = reply {
            (prompt, mode, terminal) = (result.prompt, result.mode, result.terminal)
            (holdsSecret, expectsText) = (result.holdsSecret, result.expectsText)
        }
        return reply
    }

    private func decodedReply() throws(ShellError) -> ControlReply? {
        do throws(ControlProtocolError) {
            guard let octets = try decoder.next() else { return nil }
            return try ControlFrame.decode(ControlReply.self, from: octets)
        } catch {
            throw .protocolBroken(error)
        }
    }
}
