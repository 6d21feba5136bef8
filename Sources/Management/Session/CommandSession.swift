/// The state of one operator's session: takes line after line.
struct CommandSession: Sendable {
    /// Who operates.
    var identity: OperatorIdentity
    /// What tells this session from all others, also of the same operator.
    let key = SessionKey()
    /// Whether a person types.
    let isInteractive: Bool
    /// What the operator may do at present.
    var privilege: Privilege
    /// Where the session is.
    var position = SessionPosition.exec
    /// How the operator wants to be shown things.
    var terminal = TerminalSettings()
    /// Its number in the router's registry.
    var number: Int?
    /// Whether the session is nobody's until somebody logs in.
    var mustLogIn = false
    /// The line that the person came in by; `nil` for a script.
    var line: SessionLine?
    /// What was taken over of what is configured for the line.
    var lineSettings: LineSettings?
    /// Lines that were typed, the oldest first.
    var history: [String] = []
    /// Whether a secret is in the line that was executed last: nobody may remember it.
    var holdsSecret = false
    /// The line whose text the next lines belong to; `nil` if the next line is a command.
    var openText: OpenText?
    /// Whether the operator left.
    var hasEnded = false

    /// Begins a session, with what the operator may do by a router's lines.
    init(identity: OperatorIdentity, isInteractive: Bool, access: AccessSettings) {
        self.identity = identity
        self.isInteractive = isInteractive
        privilege = access.firstLevel(of: identity, isInteractive: isInteractive)
    }

    /// The mode of the next line.
    var mode: Mode {
        switch position {
        case .exec: privilege > .user ? .privilegedExec : .userExec
        case .configuration(let path): path.mode
        }
    }

    /// What stands before the next line: `HA1(config-if)#`; nothing before somebody has logged in.
    func prompt(of router: any ManagedRouter) -> String {
        mustLogIn || openText != nil ? "" : router.configuration.hostName + mode.promptSuffix
    }

    /// Executes a line.
    mutating func execute(_ text: String, on router: any ManagedRouter) -> CommandResult {
        if mustLogIn { return CommandResult(LoginCommands.ask()) }
        holdsSecret = false
        if let openText { return take(text, for: openText, on: router) }
        defer {
            remember(text)
            if !mode.isConfiguration { end(on: router) }
        }
        guard let expanded = expanded(text, on: router) else { return perform(text, on: router) }
        return perform(expanded, on: router).expanded
    }

    /// Ctrl-C gives up a text.
    private static let abandonment: Character = "\u{3}"

    /// Takes a line of a text; the last one executes the line that the text belongs to.
    private mutating func take(_ text: String, for open: OpenText, on router: any ManagedRouter) -> CommandResult {
        var open = open
        openText = nil
        if text.contains(Self.abandonment) { return CommandResult(.none) }
        guard !open.append(text) else { return perform(open.text, hasLines: true, on: router) }
        openText = open
        return CommandResult(.none)
    }

    private mutating func perform(
        _ text: String, hasLines: Bool = false, on router: any ManagedRouter
    ) -> CommandResult {
        withLine(text, hasLines: hasLines) { (session, line) throws(CommandFailure) in
            guard let first = line.words.first, !first.text.hasPrefix("!") else { return .none }
            switch session.position {
            case .exec: return try session.run(line, from: 0, on: router)
            case .configuration(let path): return try session.configure(line, at: path, on: router)
            }
        }
    }

    /// Gives back what the session holds while it configures.
    func end(on router: any ManagedRouter) {
        router.keeper.unlock(self)
    }

    /// Goes on with a command after something was printed, or answered.
    mutating func proceed(
        _ step: (inout CommandSession) throws(CommandFailure) -> CommandOutput
    ) -> CommandResult {
        do throws(CommandFailure) {
            return CommandResult(try step(&self))
        } catch {
            if mustLogIn { hasEnded = true }
            return CommandResult(code: ResultCode(error.kind), [Diagnostic(error)] + error.details)
        }
    }

    /// Answers `?` at the end of a line.
    mutating func help(_ text: String, width: Int, on router: any ManagedRouter) -> CommandResult {
        if mustLogIn { return CommandResult(.none) }
        let text = expanded(text, isPartial: true, on: router) ?? text
        return withLine(text) { (session, line) throws(CommandFailure) in
            let (guide, start) = session.guide(to: line, router)
            var entries = try guide.help(line, from: start, names: RouterNames(router: router))
            entries += session.aliases(line, on: router).map { HelpEntry(word: "*\($0.name)", help: $0.command) }
            if line.endsBetweenWords {
                let heading = line.words.isEmpty ? session.mode.helpHeading + "\n" : ""
                return .text(heading + HelpText.table(entries))
            }
            if entries.isEmpty, let word = line.words.last {
                throw CommandFailure(.invalid, at: word.range.lowerBound)
            }
            return .text(HelpText.words(entries, width: width))
        }
    }

    /// Answers Tab at the end of a line; nothing if the line is wrong.
    func completion(_ text: String, on router: any ManagedRouter) -> CompletionAnswer {
        if mustLogIn { return CompletionAnswer(partial: "", candidates: []) }
        do throws(CommandFailure) {
            let line = try CommandText(expanded(text, isPartial: true, on: router) ?? text)
            let (guide, start) = guide(to: line, router)
            let answer = try guide.completion(line, from: start, names: RouterNames(router: router))
            let names = aliases(line, on: router).map(\.name)
            return CompletionAnswer(partial: answer.partial, candidates: (answer.candidates + names).sorted())
        } catch {
            return CompletionAnswer(partial: "", candidates: [])
        }
    }

    /// What knows the words of a line, from the word at an index on.
    private func guide(to line: CommandText, _ router: any ManagedRouter) -> (any CommandGuide, from: Int) {
        switch position {
        case .exec: (commands(of: router), 0)
        case .configuration where line.beginsWithDo: (commands(of: router), 1)
        case .configuration(let path): (ConfigurationSchema.tree(of: path.mode), 0)
        }
    }

    /// Does something with a line, and makes a diagnostic of what is wrong with it.
    private mutating func withLine(
        _ text: String, hasLines: Bool = false,
        _ body: (inout CommandSession, CommandText) throws(CommandFailure) -> CommandOutput
    ) -> CommandResult {
        let isConfiguration = mode.isConfiguration
        do {
            let line = try CommandText(text, hasLines: hasLines)
            do {
                return CommandResult(try body(&self, line))
            } catch {
                holdsSecret = LineEcho.mayHoldSecret(line, error)
                let diagnostic = Diagnostic(error, in: line, isConfiguration: isConfiguration)
                return CommandResult(code: ResultCode(error.kind), [diagnostic] + error.details)
            }
        } catch {
            holdsSecret = true
            return CommandResult(
                code: .syntax, [Diagnostic(message: "% Unreadable line.", reason: error.reason)])
        }
    }
}

extension CommandText {
    /// Whether the line is a command of privileged mode behind `do`.
    var beginsWithDo: Bool {
        words.first?.folded == "do" && (words.count > 1 || endsBetweenWords)
    }
}
