import Core

/// Commands that show filters and how often their lines matched.
enum FilterShowCommands {
    static let all = [prefixList, accessList]

    private static let form = Key<PrefixListReport.Form>("form")
    private static let width = Key<PrefixListSelection.Width>("width")
    private static let sequence = Parameter(
        "sequence number", .number(SequencedEntries<PrefixListEntry>.range), "Of the entry")
    private static let prefix = Parameter("prefix", .maskedAddressOrPrefix, "Entries for this prefix")
    private static let prefixListName = FilterArguments.prefixList
    private static let accessListName = FilterArguments.accessList

    private static let prefixList = ShowCommands.show(
        [
            Words.ipv6, .word("prefix-list", "Prefix lists"),
            .optional([
                .choice([
                    [.word("detail", "With hit counts", says: form, .detail)],
                    [.word("summary", "Without entries", says: form, .summary)],
                ])
            ]),
            .optional([
                .value(prefixListName),
                .optional([
                    .choice([
                        [.word("seq", "One entry"), .value(sequence)],
                        [
                            .value(prefix),
                            .optional([
                                .choice([
                                    [.word("longer", "And for prefixes in it", says: width, .longer)],
                                    [.word("first-match", "The entry that decides", says: width, .firstMatch)],
                                ])
                            ]),
                        ],
                    ])
                ]),
            ]),
        ], .user
    ) { (router, arguments) throws(CommandFailure) in
        let configuration = router.configuration
        guard let name = arguments[prefixListName] else {
            return PrefixListReport(configuration, router.filterCounters, form: arguments[form] ?? .plain)
        }
        try FilterArguments.requireFilter(
            FilterName(.prefixList, name), in: configuration, arguments, prefixListName)
        let selected = arguments[prefix].map { PrefixListSelection.entries($0, arguments[width] ?? .exact) }
        return PrefixListReport(
            configuration, router.filterCounters, name: name, form: arguments[form] ?? .plain,
            selection: arguments[sequence].map { .entry(sequence: $0) } ?? selected ?? .all)
    }

    private static let accessList = ShowCommands.show(
        [Words.ipv6, .word("access-list", "Access lists"), .optional([.value(accessListName)])], .user
    ) { (router, arguments) throws(CommandFailure) in
        let configuration = router.configuration
        guard let name = arguments[accessListName] else {
            return AccessListReport(configuration, router.filterCounters)
        }
        try FilterArguments.requireFilter(
            FilterName(.accessList, name), in: configuration, arguments, accessListName)
        return AccessListReport(configuration, router.filterCounters, name: name)
    }
}
