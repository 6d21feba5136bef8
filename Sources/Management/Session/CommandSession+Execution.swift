extension CommandSession {
    /// The commands that the operator may execute at present.
    func commands(of router: any ManagedRouter) -> CommandTree<ExecCommand> {
        ExecSchema.tree(for: privilege, router.configuration.access.commandLevels)
    }

    /// Executes a command, from the word at an index on.
    mutating func run(
        _ line: CommandText, from start: Int, on router: any ManagedRouter
    ) throws(CommandFailure) -> CommandOutput {
        let match: CommandTree<ExecCommand>.Match
        do {
            match = try commands(of: router).match(line, from: start)
        } catch {
            throw concealed(error, line, from: start, router)
        }
        holdsSecret = !match.secrets.isEmpty
        return try match.payload.run(&self, router, match.arguments)
    }

    /// A command that the session's level does not reach is told from nonsense.
    private func concealed(
        _ failure: CommandFailure, _ line: CommandText, from start: Int, _ router: any ManagedRouter
    ) -> CommandFailure {
        let levels = router.configuration.access.commandLevels
        let level = ExecSchema.levels(levels).first { level in
            level > privilege && (try? ExecSchema.tree(for: level, levels).match(line, from: start)) != nil
        }
        guard failure.kind == .invalid, let level else { return failure }
        return CommandFailure(
            .concealed, at: failure.offset,
            reason: "This is a command of privilege level \(level.level); `\(level.enabling)` enters it.")
    }

    /// Takes a configuration line: a transaction of one line.
    mutating func configure(
        _ line: CommandText, at path: ModePath, on router: any ManagedRouter
    ) throws(CommandFailure) -> CommandOutput {
        let resolution: ConfigurationEditor.Resolution
        do {
            resolution = try ConfigurationEditor.resolve(line, at: path)
        } catch {
            guard error.kind == .invalid, (try? commands(of: router).match(line)) != nil else { throw error }
            throw CommandFailure(
                .invalid, at: error.offset,
                reason: "This is a command of privileged mode; `do` executes it from here.")
        }
        holdsSecret = !resolution.match.secrets.isEmpty
        if let text = OpenText(line, resolution.match) {
            openText = text
            return isInteractive ? .text("Enter the text, and \(text.delimiter) at its end.\n") : .none
        }
        switch resolution.match.payload {
        case .set, .remove, .reset: return try change(resolution, at: path, on: router)
        case .exit: position = resolution.path.parent.map { .configuration($0) } ?? .exec
        case .end: position = .exec
        case .execute: return try run(line, from: 1, on: router)
        }
        return .none
    }

    /// Sets or removes a line.
    private mutating func change(
        _ resolution: ConfigurationEditor.Resolution, at path: ModePath, on router: any ManagedRouter
    ) throws(CommandFailure) -> CommandOutput {
        try hashing(\ConfigurationEditor.configuration.access, on: router) { (router) throws(CommandFailure) in
            var editor = ConfigurationEditor(configuration: router.configuration, path: path)
            try editor.edit(resolution)
            return editor
        } then: { (session, router, editor) throws(CommandFailure) in
            do throws(CommandFailure) {
                let warnings = try session.put(editor.configuration, inForceOn: router)
                session.position = .configuration(editor.path)
                return .text(warnings)
            } catch {
                throw error.hiding(resolution.match.secrets)
            }
        }
    }

    /// Puts a changed configuration in force; returns the warnings that it brings, a line each.
    func put(_ configuration: Configuration, inForceOn router: any ManagedRouter) throws(CommandFailure) -> String {
        try router.keeper.change(to: configuration, for: self).map { "% Warning: \($0)\n" }.joined()
    }
}

extension Privilege {
    /// The command that raises a session to it.
    var enabling: String { self == .privileged ? "enable" : "enable \(level)" }
}
