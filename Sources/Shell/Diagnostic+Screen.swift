import Management

extension Diagnostic {
    /// What is shown below a line that was typed behind a prompt. Where both fill more than a row no caret can stand below
    /// the place that is wrong: the line is repeated then.
    func text(belowPromptOf width: Int, line typed: String) -> String {
        width + typed.count < Terminal.width ? text(belowPromptOf: width) : text
    }
}
