/// What the shell asks of the daemon. A request is answered by replies, the last of them a `ControlReply.result`.
public enum ControlRequest: Codable, Hashable, Sendable {
    /// Opens the session; the first request, and no other.
    case hello(ControlHello)
    /// Executes a line.
    case execute(line: String)
    /// Answers `?` at the end of a line, for so many columns; those of the hello if it does not say.
    case help(line: String, width: Int? = nil)
    /// Answers Tab at the end of a line.
    case complete(line: String)
    /// Answers a question; the replies that follow are the asking request's.
    case answer(text: String)
    /// Breaks off the request that is being answered, which ends with a result; has no reply of its own.
    case interrupt
}
