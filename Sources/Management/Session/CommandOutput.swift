/// What a command prints, made as it is asked for, and what is done after that.
struct CommandOutput {
    /// What the command does when all is printed.
    enum Continuation {
        /// Asks the operator.
        case ask(CommandQuestion)
        /// Goes on.
        case proceed(Step)
        /// Takes what the shell kept of the output, piece by piece, an empty one last.
        case receive(CommandQuestion.Answer)
    }

    /// A part of what a command does.
    typealias Step = (inout CommandSession, any ManagedRouter) throws(CommandFailure) -> CommandOutput

    /// The text.
    let source: any OutputSource
    /// Which lines of it the shell shows: what passes them all, one after the other.
    var filters: [OutputFilter] = []
    /// Whether the shell keeps what passes the filters; `nil` if not.
    var retention: OutputRetention?
    /// What follows; `nil` if the command is done.
    var continuation: Continuation?

    /// Prints what a source makes.
    init(_ source: any OutputSource) {
        self.source = source
    }

    /// Prints pieces, each ending with a line's end; an empty one lets others have their turn.
    init(pieces: AnyIterator<String>) {
        self.init(IteratorOutput(pieces))
    }

    /// Nothing to print.
    static var none: CommandOutput { CommandOutput(pieces: AnyIterator { nil }) }

    /// Text that is there already.
    static func text(_ text: String) -> CommandOutput {
        text.isEmpty ? .none : CommandOutput(pieces: AnyIterator(CollectionOfOne(text).makeIterator()))
    }

    /// Nothing to print, and something to be done.
    static func proceed(_ step: @escaping Step) -> CommandOutput {
        var output = CommandOutput.none
        output.continuation = .proceed(step)
        return output
    }

    /// Nothing to print, and something to be asked.
    static func ask(_ question: CommandQuestion) -> CommandOutput {
        var output = CommandOutput.none
        output.continuation = .ask(question)
        return output
    }

    /// Asks for a go-ahead; a script is taken at its word.
    static func confirm(_ prompt: String, _ step: @escaping Step) -> CommandOutput {
        .ask(
            CommandQuestion(prompt: "\(prompt) [confirm]", unattended: .answer("")) {
                (session, router, answer) throws(CommandFailure) in
                guard ["", "y", "yes"].contains(answer.lowercased()) else { return .none }
                return try step(&session, router)
            })
    }
}
