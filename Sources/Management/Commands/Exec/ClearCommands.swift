/// Commands that end or reset something.
enum ClearCommands {
    static let all = [binding, traffic]

    static let word = Grammar.word("clear", "End or reset")

    private static let clear = [word] + Words.ipv6Mobile

    private static let binding = ExecCommand(
        clear + [
            .word("binding", "Bindings"),
            .choice([
                BindingArguments.careOfAddress, BindingArguments.homeAddress, BindingArguments.interface,
                BindingArguments.identifier,
            ]),
        ], .privileged
    ) { (_, router, arguments) throws(CommandFailure) in
        let steps = router.clearBindings(matching: try BindingArguments.selector(arguments, on: router))
        return CommandOutput(pieces: AnyIterator { steps.next().map { "" } })
    }

    private static let traffic = ExecCommand(
        clear + [.word("traffic", "Counters of messages and packets")], .privileged
    ) { _, router, _ in
        router.clearTraffic()
        return .none
    }
}
