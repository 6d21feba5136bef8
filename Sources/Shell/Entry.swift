/// What came of asking a person for a line.
enum Entry: Hashable {
    /// It was typed, and ended with Return.
    case line(String)
    /// Ctrl-C took back the question.
    case interrupt
    /// Nobody typed anything for as long as a session may be idle.
    case idle
    /// No more will be typed.
    case end
}
