/// A line of the schema, at home in its mode: a `ConfigurationLine` that acts on a whole configuration.
struct SchemaLine: Sendable {
    /// What stands before a line that takes another one back.
    static let no = Grammar.word("no", "Remove a line, or give a setting its default")

    /// The line.
    let grammar: [Grammar]
    /// What stands before a line that gives a setting its default.
    static let byDefault = Grammar.word("default", "Give a setting its default")

    /// The line, as it is printed.
    let template: GrammarTemplate
    /// The line that takes it back.
    let negatedGrammar: [Grammar]
    /// The line that makes it what it is without configuration.
    let defaultGrammar: [Grammar]
    /// The mode that the line opens, if it opens one.
    let opens: Mode?
    /// Which section of its kind the line opens.
    let key: @Sendable (Arguments) -> String
    /// What the lines of this kind say of the section at a path.
    let read: @Sendable (Configuration, [String]) -> AnySequence<Arguments>
    /// The same, with values that are the default.
    let readWhole: @Sendable (Configuration, [String]) -> AnySequence<Arguments>
    /// Whether there is a section at a path for the line to be in.
    let hasSection: @Sendable (Configuration, [String]) -> Bool
    /// What says that the line is not there, if that is worth saying.
    let absence: GrammarTemplate?
    /// Changes the section at a path.
    let set: @Sendable (inout Configuration, [String], Arguments) throws(Refusal) -> Void
    /// Removes the line from the section at a path; false if it is not there.
    let remove: @Sendable (inout Configuration, [String], Arguments) throws(Refusal) -> Bool
    /// Gives what the line says its default in the section at a path.
    let reset: @Sendable (inout Configuration, [String], Arguments) throws(Refusal) -> Void

    /// Takes a line to the part of the configuration that its mode acts on.
    init<Target>(
        _ line: ConfigurationLine<Target>, in scope: Scope<Target>, opens: Mode? = nil,
        key: @escaping @Sendable (Arguments) -> String = { _ in "" }
    ) {
        grammar = line.grammar
        template = GrammarTemplate(line.printed ?? line.grammar)
        negatedGrammar = line.isDenial ? line.negation : [Self.no] + line.negation
        defaultGrammar = [Self.byDefault] + line.negation
        self.opens = opens
        self.key = key
        readWhole = { configuration, keys in
            scope.get(configuration, keys).map(line.readWhole ?? line.read) ?? AnySequence([])
        }
        hasSection = { configuration, keys in scope.get(configuration, keys) != nil }
        absence = line.absence.map { GrammarTemplate($0) }
        read = { configuration, keys in scope.get(configuration, keys).map(line.read) ?? AnySequence([]) }
        set = { (configuration, keys, arguments) throws(Refusal) in
            try scope.edit(&configuration, keys) { (target) throws(Refusal) in try line.set(&target, arguments) }
        }
        remove = { (configuration, keys, arguments) throws(Refusal) in
            var wasThere = false
            try scope.edit(&configuration, keys) { target in wasThere = line.remove(&target, arguments) }
            return wasThere
        }
        reset = { (configuration, keys, arguments) throws(Refusal) in
            try scope.edit(&configuration, keys) { target in
                if let reset = line.reset { reset(&target) } else { _ = line.remove(&target, arguments) }
            }
        }
    }
}
