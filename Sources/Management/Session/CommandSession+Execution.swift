extension CommandSession {
    /// Executes a command, from the word at an index on.
    mutating func run(
        _ line: CommandText, from start: Int, _ privilege: Privilege, on router: any ManagedRouter
    ) throws(CommandFailure) -> CommandOutput {
        let match: CommandTree<ExecCommand>.Match
        do {
            match = try ExecSchema.tree(for: privilege).match(line, from: start)
        } catch {
            guard privilege <= .user else { throw error }
            throw Self.explained(error, line, as: .concealed, "`enable` enters it.")
        }
        holdsSecret = !match.secrets.isEmpty
        return try match.payload.run(&self, router, match.arguments)
    }

    /// A command that this mode does not know, and privileged mode does, is told from nonsense.
    private static func explained(
        _ failure: CommandFailure, _ line: CommandText, as kind: CommandFailure.Kind, _ advice: String
    ) -> CommandFailure {
        guard failure.kind == .invalid, (try? ExecSchema.tree(for: .privileged).match(line)) != nil else {
            return failure
        }
        return CommandFailure(kind, at: failure.offset, reason: "This is a command of privileged mode; \(advice)")
    }

    /// Takes a configuration line: a transaction of one line.
    mutating func configure(
        _ line: CommandText, at path: ModePath, on router: any ManagedRouter
    ) throws(CommandFailure) -> CommandOutput {
        let resolution: ConfigurationEditor.Resolution
        do {
            resolution = try ConfigurationEditor.resolve(line, at: path)
        } catch {
            throw Self.explained(error, line, as: .invalid, "`do` executes it from here.")
        }
        holdsSecret = !resolution.match.secrets.isEmpty
        if let text = OpenText(line, resolution.match) {
            openText = text
            return isInteractive ? .text("Enter the text, and \(text.delimiter) at its end.\n") : .none
        }
        var editor = ConfigurationEditor(configuration: router.configuration, path: path)
        switch resolution.match.payload {
        case .set(let schemaLine): try editor.set(schemaLine, resolution)
        case .remove(let schemaLine): try editor.remove(schemaLine, resolution)
        case .reset(let schemaLine): try editor.reset(schemaLine, resolution)
        case .exit:
            position = resolution.path.parent.map { .configuration($0) } ?? .exec(.privileged)
            return .none
        case .end:
            position = .exec(.privileged)
            return .none
        case .execute:
            return try run(line, from: 1, .privileged, on: router)
        }
        let warnings = try put(editor.configuration, inForceOn: router)
        position = .configuration(editor.path)
        return .text(warnings)
    }

    /// Puts a changed configuration in force; returns the warnings that it brings, a line each.
    func put(_ configuration: Configuration, inForceOn router: any ManagedRouter) throws(CommandFailure) -> String {
        try router.keeper.change(to: configuration, for: self).map { "% Warning: \($0)\n" }.joined()
    }
}
