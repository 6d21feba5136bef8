/// `alias`: commands under names of the operator's own.
enum AliasLines {
    static let all = [
        SchemaLine(
            ConfigurationLine<Configuration>(
                [
                    .word("alias", "A command under a name of your own"),
                    .word("exec", "A command that is executed at once"), .value(name),
                ], [.value(command)],
                read: { configuration in
                    configuration.aliases.sorted { $0.key < $1.key }.map { Arguments(name($0.key), command($0.value)) }
                },
                set: { (configuration, arguments) throws(Refusal) in
                    configuration.aliases[try arguments.required(name)] = try arguments.required(command)
                },
                remove: { configuration, arguments in
                    arguments[name].flatMap { configuration.aliases.removeValue(forKey: $0) } != nil
                }),
            in: .global)
    ]

    private static let name = Parameter("name", .name(upTo: 32), "The name", suggestions: .alias)
    private static let command = Parameter("command", .text(upTo: 1024), "What it stands for; more may follow it")
}
