/// What the daemon tells the shell.
public enum ControlReply: Codable, Hashable, Sendable {
    /// The output that follows is to be filtered.
    case filter(OutputFilter)
    /// A piece of output; it may end within a line.
    case output(text: String)
    /// What the word that is being written may become.
    case completion(partial: String, candidates: [String])
    /// The request is done.
    case result(ControlResult)
}
