/// One line of configuration, declared once: parser, printer, `?`, completion and the `no` form derive from it.
///
/// `Target` is the part of the configuration that the lines of its mode act on.
struct ConfigurationLine<Target: Sendable>: Sendable {
    /// The line.
    let grammar: [Grammar]
    /// What stands behind `no` to take it back.
    let negation: [Grammar]
    /// What the lines of this kind say of a target, in the order they are printed; none for the default.
    let read: @Sendable (Target) -> AnySequence<Arguments>
    /// Makes the target as the line says.
    let set: @Sendable (inout Target, Arguments) throws(Refusal) -> Void
    /// Gives what the line says its default again; false if the target has no such line.
    let remove: @Sendable (inout Target, Arguments) -> Bool
    /// What the lines of this kind say of a target, with values that are the default; `nil` for the same as `read`.
    var readWhole: (@Sendable (Target) -> AnySequence<Arguments>)?
    /// What says that there is no such line, if that is worth saying.
    var absence: [Grammar]?
    /// The line as it is printed, where that is not always as it is written.
    var printed: [Grammar]?
    /// Gives what the line says its default, where taking it back does something else.
    var reset: (@Sendable (inout Target) -> Void)?
    /// Whether the line itself begins with `no`, because what it takes away is there by default.
    var isDenial = false

    /// - Parameters:
    ///   - identity: The words that tell which line it is.
    ///   - value: The rest.
    ///   - negation: What stands behind `no`; by default the identity, with the value or without it.
    init<Lines: Sequence<Arguments> & SendableMetatype>(
        _ identity: [Grammar], _ value: [Grammar] = [], negation: [Grammar]? = nil,
        read: @escaping @Sendable (Target) -> Lines,
        set: @escaping @Sendable (inout Target, Arguments) throws(Refusal) -> Void,
        remove: @escaping @Sendable (inout Target, Arguments) -> Bool
    ) {
        grammar = identity + value
        self.negation = negation ?? identity + (value.isEmpty ? [] : [.optional(value)])
        self.read = { AnySequence(read($0)) }
        self.set = set
        self.remove = remove
    }
}

extension ConfigurationLine {
    /// A part of the target that one line, or none, says.
    typealias Field<Value> = WritableKeyPath<Target, Value> & Sendable

    /// A line that turns something on by being there; off is the default.
    static func flag(_ identity: [Grammar], _ field: Field<Bool>) -> ConfigurationLine {
        var line = ConfigurationLine(
            identity, read: { $0[keyPath: field] ? [Arguments()] : [] },
            set: { target, _ in target[keyPath: field] = true },
            remove: { target, _ in
                target[keyPath: field] = false
                return true
            })
        line.absence = [SchemaLine.no] + identity
        return line
    }

    /// A line that turns something off that is on by default: it is printed, and read, with `no` before it.
    static func denial(_ identity: [Grammar], _ field: Field<Bool>) -> ConfigurationLine {
        var line = ConfigurationLine(
            [SchemaLine.no] + identity, negation: identity,
            read: { $0[keyPath: field] ? [] : [Arguments()] },
            set: { target, _ in target[keyPath: field] = false },
            remove: { target, _ in
                target[keyPath: field] = true
                return true
            })
        line.isDenial = true
        line.absence = identity
        return line
    }

    /// A line with one value.
    static func setting<Value>(
        _ identity: [Grammar], _ parameter: Parameter<Value>, _ field: Field<Value>, default standard: Value
    ) -> ConfigurationLine {
        var line = setting(
            identity, [.value(parameter)], field, default: standard,
            say: { Arguments(parameter($0)) },
            hear: { (arguments) throws(Refusal) in try arguments.required(parameter) })
        // Some defaults cannot be said, but by taking the line back.
        if !parameter.type.canSay(standard) { line.readWhole = nil }
        return line
    }

    /// A line with one value that nothing stands for by default.
    static func setting<Value>(
        _ identity: [Grammar], _ parameter: Parameter<Value>, _ field: Field<Value?>
    ) -> ConfigurationLine {
        setting(
            identity, [.value(parameter)], field, default: nil,
            say: { Arguments(parameter($0)) },
            hear: { (arguments) throws(Refusal) in try arguments.required(parameter) })
    }

    /// A line whose value has a grammar of its own: `say` makes arguments of a value, `hear` a value of arguments.
    static func setting<Value: Equatable & Sendable>(
        _ identity: [Grammar], _ value: [Grammar], _ field: Field<Value>, default standard: Value,
        say: @escaping @Sendable (Value) -> Arguments, hear: @escaping @Sendable (Arguments) throws(Refusal) -> Value
    ) -> ConfigurationLine {
        var line = ConfigurationLine(
            identity, value,
            read: { target in
                let value = target[keyPath: field]
                return value == standard ? [] : [say(value)]
            },
            set: { (target, arguments) throws(Refusal) in target[keyPath: field] = try hear(arguments) },
            remove: { target, _ in
                target[keyPath: field] = standard
                return true
            })
        line.readWhole = { AnySequence(CollectionOfOne(say($0[keyPath: field]))) }
        line.absence = [SchemaLine.no] + identity
        return line
    }
}
