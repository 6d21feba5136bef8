/// Commands about the machine itself.
enum BoxCommands {
    static let all = [
        BoxInterfaceCommands.all, BoxRouteCommands.all, BoxNeighborCommands.all, BoxSystemCommands.all,
    ].flatMap(\.self)

    /// A command that surveys something and shows what is made of it.
    static func show<Value>(
        _ grammar: [Grammar],
        _ survey: @escaping @Sendable (any ManagedRouter, Arguments) throws(CommandFailure) -> Survey<Value>,
        _ make: @escaping @Sendable (Value, any ManagedRouter, Arguments) throws(CommandFailure) -> any Report
    ) -> ExecCommand {
        ExecCommand([.word("show", "Show what there is")] + grammar + [OutputModifier.grammar], .user) {
            (_, router, arguments) throws(CommandFailure) in
            .survey(try survey(router, arguments)) { (value) throws(CommandFailure) in
                OutputModifier.output(try make(value, router, arguments), arguments)
            }
        }
    }
}
