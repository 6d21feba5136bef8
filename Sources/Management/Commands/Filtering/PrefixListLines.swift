import Core

/// `ipv6 prefix-list`.
enum PrefixListLines {
    static let all = [SchemaLine(sequenceNumbers, in: .global), SchemaLine(line, in: .global)]

    /// What the entry says behind its number.
    static func text(of entry: PrefixListEntry) -> String {
        GrammarPrinter(arguments: say(entry), secrets: .removed).words(entryTemplate)?.joined(separator: " ") ?? ""
    }

    private static let ipv6PrefixList = [Words.ipv6, .word("prefix-list", "List of prefixes, to filter by")]

    private static let sequenceNumbers = ConfigurationLine<Configuration>.denial(
        ipv6PrefixList + [.word("sequence-number", "Print sequence numbers that follow from the order")],
        \.printsPrefixListSequenceNumbers)

    private static let name = Parameter("name", .filterName, "Name of the list", suggestions: .prefixList)
    private static let comment = Parameter("text", .text(upTo: 80), "What the list is for")
    private static let sequence = Parameter(
        "sequence number", .number(SequencedEntries<PrefixListEntry>.range), "Place in the order of the list")
    private static let action = Key<FilterAction>("action")
    private static let prefix = Parameter("prefix", .maskedPrefix, "What addresses, or prefixes, begin with")
    private static let minimumLength = Parameter(
        "ge", .number(1...128 as ClosedRange<UInt8>), "Least length of a prefix that matches")
    private static let maximumLength = Parameter(
        "le", .number(1...128 as ClosedRange<UInt8>), "Greatest length of a prefix that matches")

    private static let descriptionWord = Grammar.word("description", "What the list is for")
    private static let numberGrammar: [Grammar] = [.word("seq", "Sequence number"), .value(sequence)]
    private static let entryGrammar: [Grammar] = [
        FilterGrammar.action(action), .value(prefix),
        .anyOrder([
            [.word("ge", "Least length"), .value(minimumLength)],
            [.word("le", "Greatest length"), .value(maximumLength)],
        ]),
    ]

    private static let entryTemplate = GrammarTemplate(entryGrammar)

    /// The `no` form takes back the list, its description, or an entry by its number, by what it says or by both.
    private static let line = ConfigurationLine<Configuration>(
        ipv6PrefixList + [
            .value(name),
            .choice([[descriptionWord, .value(comment)], [.optional(numberGrammar)] + entryGrammar]),
        ],
        negation: ipv6PrefixList + [
            .value(name),
            .optional([
                .choice([
                    [
                        .word("description", "What the list is for", says: isDescription, true),
                        .optional([.value(comment)]),
                    ],
                    numberGrammar + [.optional(entryGrammar)], entryGrammar,
                ])
            ]),
        ],
        read: { configuration in
            let isNumbered = configuration.printsPrefixListSequenceNumbers
            let lists = configuration.prefixLists.sorted { $0.key < $1.key }.lazy
            return AnySequence(lists.flatMap { name, list in lines(name, list, numbered: isNumbered) })
        },
        set: set, remove: remove)

    private static let isDescription = Key<Bool>("description")

    /// With `no ipv6 prefix-list sequence-number`, numbers that an entry would get anyway are left out.
    private static func lines(_ name: String, _ list: PrefixList, numbered: Bool) -> some Sequence<Arguments> {
        let comments = list.comment.map { [Arguments(Self.name(name), comment($0))] } ?? []
        let entries = Swift.sequence(state: (rest: list.entries.inOrder.makeIterator(), expected: list.entries.step)) {
            state -> Arguments? in
            guard let (number, entry) = state.rest.next() else { return nil }
            var arguments = Arguments(Self.name(name))
            if numbered || number != state.expected { arguments.append(sequence(number)) }
            state.expected = number.addingReportingOverflow(list.entries.step).partialValue
            arguments.append(contentsOf: say(entry))
            return arguments
        }
        return [AnySequence(comments), AnySequence(entries)].joined()
    }

    private static func say(_ entry: PrefixListEntry) -> Arguments {
        Arguments(
            action(entry.action), prefix(entry.prefix), minimumLength(entry.minimumLength),
            maximumLength(entry.maximumLength))
    }

    /// The entry that a line says; `nil` if it says none.
    private static func entry(_ arguments: Arguments) throws(Refusal) -> PrefixListEntry? {
        guard let action = arguments[action], let prefix = arguments[Self.prefix] else { return nil }
        let (minimum, maximum) = (arguments[minimumLength], arguments[maximumLength])
        let entry = PrefixListEntry(action, prefix, minimumLength: minimum, maximumLength: maximum)
        if let entry { return entry }
        let isMaximumWrong = maximum.map { $0 <= max(prefix.length, minimum ?? 0) } ?? false
        throw Refusal(
            isMaximumWrong ? maximumLength : minimumLength,
            "Lengths must ascend: \(prefix.length), the prefix's own, < ge <= le <= 128.")
    }

    private static let set: @Sendable (inout Configuration, Arguments) throws(Refusal) -> Void = {
        (configuration, arguments) throws(Refusal) in
        let name = try arguments.required(name)
        if let comment = arguments[comment] {
            configuration.prefixLists[name, default: PrefixList()].comment = comment
        } else if let entry = try entry(arguments) {
            do throws(SequencedEntries<PrefixListEntry>.Conflict) {
                try configuration.prefixLists[name, default: PrefixList()].insert(entry, at: arguments[sequence])
            } catch {
                let present = configuration.prefixLists[name]?.entries
                throw Refusal(error, sequence) { present?[$0].map(text) ?? "" }
            }
        }
    }

    private static let remove: @Sendable (inout Configuration, Arguments) -> Bool = { configuration, arguments in
        guard let name = arguments[name], let list = configuration.prefixLists[name] else { return false }
        if arguments[isDescription] == true {
            guard let present = list.comment, arguments[comment] ?? present == present else { return false }
            configuration.prefixLists[name]?.comment = nil
        } else if arguments[sequence] == nil, arguments[prefix] == nil {
            configuration.prefixLists[name] = nil
        } else {
            guard let number = list.entries.number(arguments[sequence], try? entry(arguments)) else { return false }
            configuration.prefixLists[name]?.remove(at: number)
        }
        if configuration.prefixLists[name] == PrefixList() { configuration.prefixLists[name] = nil }
        return true
    }
}
