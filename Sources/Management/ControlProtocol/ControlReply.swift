/// What the daemon tells the shell.
public enum ControlReply: Codable, Hashable, Sendable {
    /// The output that follows is to be filtered.
    case filter(OutputFilter)
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
