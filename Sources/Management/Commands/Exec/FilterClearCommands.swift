import Core

/// Commands that set the counts of filters to zero.
enum FilterClearCommands {
    static let all = [
        clear([.word("prefix-list", "Hit counts of prefix lists")], FilterArguments.prefixList, .prefixList),
        clear([.word("access-list", "Match counts of access lists")], FilterArguments.accessList, .accessList),
    ]

    private static func clear(
        _ words: [Grammar], _ name: Parameter<String>, _ kind: FilterName.Kind
    ) -> ExecCommand {
        ExecCommand([.word("clear", "End or reset"), Words.ipv6] + words + [.optional([.value(name)])], .privileged) {
            (_, router, arguments) throws(CommandFailure) in
            if let named = arguments[name] {
                try FilterArguments.requireFilter(FilterName(kind, named), in: router.configuration, arguments, name)
                router.clearCounters(of: FilterName(kind, named))
            } else {
                router.clearCounters(ofAll: kind)
            }
            return .none
        }
    }
}
