/// What the daemon tells the shell.
public enum ControlReply: Codable, Hashable, Sendable {
    /// The output that follows is to be filtered, after the filters that were told before.
    case filter(OutputFilter)
    /// What passes the filters is to be kept for the daemon.
    case keep(OutputRetention)
    /// The output is at its end. The command goes on when `ControlRequest.answer` brings a piece of what was kept, not
    /// more than `ControlReply.keptPieceLength` octets of it; an empty piece if there is no more.
    case kept
    /// A piece of output; it may end within a line.
    case output(text: String)
    /// What the word that is being written may become.
    case completion(partial: String, candidates: [String])
    /// The command goes on when this is answered, by `ControlRequest.answer`.
    case question(prompt: String, isSecret: Bool)
    /// The request is done.
    case result(ControlResult)
    /// Log lines, each with its end. They come at any time between a result and the next request's first reply.
    case notice(text: String)
}

extension ControlReply {
    /// Octets of kept output in a piece; JSON escapes make at most six of one.
    public static let keptPieceLength = 128 << 10
}
