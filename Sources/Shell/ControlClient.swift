import Management

/// The shell's end of a session: requests out, replies in.
final class ControlClient {
    /// What stands before the next line.
    private(set) var prompt = ""
    /// Where the session is.
    private(set) var mode = Mode.userExec

    private let socket: ControlSocket
    private var decoder = FrameDecoder()

    /// Opens a session.
    init(path: String, isInteractive: Bool) throws(ShellError) {
        socket = try ControlSocket(path: path)
        let hello = ControlHello(isInteractive: isInteractive, width: Terminal.width)
        let result = try request(.hello(hello)) { _ in }
        if let diagnostic = result.diagnostics.first {
            throw .unreachable(path: path, reason: diagnostic.reason ?? diagnostic.message)
        }
    }

    /// Sends a request and hands over the replies as they come, but the last, which is returned.
    func request(
        _ request: ControlRequest, reply: (ControlReply) throws(ShellError) -> Void
    ) throws(ShellError) -> ControlResult {
        try socket.send(try Self.frame(request))
        while true {
            let message = try nextReply()
            guard case .result(let result) = message else {
                try reply(message)
                continue
            }
            (prompt, mode) = (result.prompt, result.mode)
            return result
        }
    }

    private static func frame(_ request: ControlRequest) throws(ShellError) -> [UInt8] {
        do throws(ControlProtocolError) {
            return try ControlFrame.encode(request)
        } catch {
            throw .protocolBroken(error)
        }
    }

    private func nextReply() throws(ShellError) -> ControlReply {
        while true {
            if let reply = try decodedReply() { return reply }
            decoder.append(try socket.receive())
        }
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
