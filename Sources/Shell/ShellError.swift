import Management

/// Why the shell cannot do its work.
enum ShellError: Error, Hashable {
    /// Nobody answers at the control socket.
    case unreachable(path: String, reason: String)
    /// The control socket is for others.
    case forbidden(path: String)
    /// The daemon closed the connection.
    case connectionLost
    /// The daemon said something that it should not.
    case protocolBroken(ControlProtocolError)
    /// A file of commands cannot be read.
    case unreadableFile(path: String, reason: String)
    /// The terminal is of no use.
    case unusableTerminal
    /// The terminal is gone, or the shell was told to end, while a command was under way.
    case terminalLost
    /// Nobody has typed anything for as long as a session may be idle.
    case idle

    /// The exit status that tells it.
    var code: ResultCode {
        switch self {
        case .unreachable, .connectionLost, .protocolBroken: .unreachable
        case .forbidden: .notAuthorised
        case .idle: .done
        case .unreadableFile, .unusableTerminal, .terminalLost: .refused
        }
    }
}

extension ShellError: CustomStringConvertible {
    /// What is wrong and what to do, in a sentence.
    var description: String {
        switch self {
        case .unreachable(let path, let reason):
            "haosd cannot be reached at \(path): \(reason). Is it running, and is --control-socket right?"
        case .forbidden(let path): "You may not use the control socket \(path): Permission denied."
        case .connectionLost: "haosd closed the connection."
        case .protocolBroken(let error): "haosd does not speak as expected: \(error)"
        case .unreadableFile(let path, let reason): "\(path) cannot be read: \(reason)."
        case .unusableTerminal: "The terminal cannot be used; pipe the commands in, or use -c."
        case .idle: "Nobody typed anything for a long time; the session is over."
        case .terminalLost: "The session ended before its last command did."
        }
    }
}
