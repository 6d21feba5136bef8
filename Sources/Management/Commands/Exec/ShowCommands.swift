import Core

/// Commands that show something, as text or as JSON.
enum ShowCommands {
    static let all = [version, binding, traffic, startupConfiguration, aliases]

    /// Makes the value that a command shows.
    typealias Maker = @Sendable (any ManagedRouter, Arguments) throws(CommandFailure) -> any Report

    /// A `show` command for what `make` makes.
    static func show(_ grammar: [Grammar], _ privilege: Privilege, _ make: @escaping Maker) -> ExecCommand {
        view([showing] + grammar, privilege, make)
    }

    /// What these commands begin with.
    static let showing = Grammar.word("show", "Show what there is")

    /// A command that shows what `make` makes.
    static func view(_ grammar: [Grammar], _ privilege: Privilege, _ make: @escaping Maker) -> ExecCommand {
        ExecCommand(grammar + [OutputModifier.grammar], privilege) {
            (_, router, arguments) throws(CommandFailure) in
            OutputModifier.output(try make(router, arguments), arguments)
        }
    }

    /// A `show` command for what `make` makes of the session.
    static func showSession(
        _ grammar: [Grammar], _ privilege: Privilege, _ make: @escaping @Sendable (CommandSession) -> any Report
    ) -> ExecCommand {
        ExecCommand([showing] + grammar + [OutputModifier.grammar], privilege) {
            session, _, arguments in
            OutputModifier.output(make(session), arguments)
        }
    }

    private static let aliases = show([.word("aliases", "Commands under names of your own")], .user) { router, _ in
        AliasReport(router.configuration)
    }

    private static let version = show([.word("version", "What runs, on what, since when")], .user) { router, _ in
        router.version
    }

    private static let binding = show(
        Words.ipv6Mobile + [
            .word("binding", "Binding cache"),
            .anyOrder([
                BindingArguments.careOfAddress, BindingArguments.homeAddress, BindingArguments.interface,
                BindingArguments.identifier,
            ]),
        ], .user
    ) { (router, arguments) throws(CommandFailure) in
        BindingReport(pages: router.bindings(matching: try BindingArguments.selector(arguments, on: router)))
    }

    private static let traffic = show(
        Words.ipv6Mobile + [.word("traffic", "Counters of messages and packets")], .user
    ) { router, _ in
        router.traffic
    }

    private static let startupConfiguration = ExecCommand(
        [
            .word("show", "Show what there is"),
            .word("startup-config", "Configuration that the router starts with, without keys"),
            OutputModifier.grammar,
        ], .privileged
    ) { (_, router, arguments) throws(CommandFailure) in
        try .reading(.startup, of: router) { _, _, configuration in
            OutputModifier.output(ConfigurationReport(configuration), arguments)
        }
    }
}
