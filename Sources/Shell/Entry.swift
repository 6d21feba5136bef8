/// What came of asking a person for a line.
enum Entry: Hashable {
    /// It was typed, and ended with Return.
    case line(String)
    /// Ctrl-C took back the question.
    case interrupt
    /// No more will be typed.
    case end
}
