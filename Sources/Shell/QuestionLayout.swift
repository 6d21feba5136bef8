/// A question as it is shown: what does not fit before an answer in one row goes into rows above.
struct QuestionLayout: Hashable {
    /// Whole rows.
    private(set) var above = ""
    /// What stands before the answer.
    private(set) var prompt = ""

    /// Columns that are left for the answer.
    private static let room = 8

    /// Breaks a question for a terminal of so many columns: after its sentences, and where that is not enough, between
    /// words.
    init(_ question: String, width: Int) {
        let isLong = question.count + Self.room > width
        for word in question.split(separator: " ", omittingEmptySubsequences: false) {
            if prompt.isEmpty {
                prompt = String(word)
            } else if prompt.count + 1 + word.count + Self.room > width || isLong && prompt.hasSuffix(".") {
                above += prompt + "\n"
                prompt = String(word)
            } else {
                prompt += " " + word
            }
        }
    }
}
