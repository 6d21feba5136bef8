/// Something that a command must know before it goes on.
struct CommandQuestion {
    /// What is done where nobody can be asked.
    enum Unattended {
        /// Goes on as if this had been answered.
        case answer(String)
        /// The command fails for lack of authorisation.
        case refuse
    }

    /// What goes on with the answer.
    typealias Answer =
        (inout CommandSession, any ManagedRouter, String) throws(CommandFailure) -> CommandOutput

    /// What stands before the answer.
    let prompt: String
    /// Whether the answer must not be seen.
    var isSecret = false
    /// What is done where nobody can be asked.
    let unattended: Unattended
    /// What goes on with the answer.
    let answer: Answer

    init(prompt: String, isSecret: Bool = false, unattended: Unattended, answer: @escaping Answer) {
        self.prompt = prompt
        self.isSecret = isSecret
        self.unattended = unattended
        self.answer = answer
    }
}
