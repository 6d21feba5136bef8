import Core

/// `ipv6 access-list`.
enum AccessListLines {
    /// The line that opens the mode.
    static let sections = [
        SchemaLine(
            ConfigurationLine<Configuration>(
                [Words.ipv6, .word("access-list", "List of rules for packets, to filter by"), .value(name)],
                read: { configuration in configuration.accessLists.keys.sorted().map { Arguments(name($0)) } },
                set: { (configuration, arguments) throws(Refusal) in
                    let name = try arguments.required(name)
                    if configuration.accessLists[name] == nil { configuration.accessLists[name] = AccessList() }
                },
                remove: { configuration, arguments in
                    arguments[name].flatMap { configuration.accessLists.removeValue(forKey: $0) } != nil
                }),
            in: .global, opens: .accessList, key: { $0[name] ?? "" })
    ]

    static let all = [SchemaLine(entryLine, in: .accessList)]

    private static let name = Parameter("name", .filterName, "Name of the list", suggestions: .accessList)
    private static let sequence = Parameter(
        "sequence number", .number(SequencedEntries<AccessListEntry>.range), "Place in the order of the list")
    /// Where older IOS has the number.
    private static let trailingSequence = Parameter(
        "sequence number at the end", .number(SequencedEntries<AccessListEntry>.range),
        "Place in the order of the list")
    private static let remark = Parameter("remark", .text(upTo: 100), "The remark")

    private static let numberGrammar: [Grammar] = [.word("sequence", "Sequence number"), .value(sequence)]
    private static let entryGrammar = Grammar.choice([
        AccessRuleGrammar.rule(or: [.word("sequence", "Sequence number"), .value(trailingSequence)]),
        [.word("remark", "Say something about the rules"), .value(remark)],
    ])

    /// The `no` form takes back an entry by its number, by what it says or by both.
    private static let entryLine = ConfigurationLine<AccessList>(
        [.optional(numberGrammar), entryGrammar],
        negation: [.choice([numberGrammar + [.optional([entryGrammar])], [entryGrammar]])],
        read: { list in
            AnySequence(
                list.entries.inOrder.lazy.map { number, entry in
                    var arguments = Arguments(sequence(number))
                    arguments.append(contentsOf: say(entry))
                    return arguments
                })
        },
        set: { (list, arguments) throws(Refusal) in
            guard let entry = try entry(arguments) else { return }
            let number = try number(arguments)
            do throws(SequencedEntries<AccessListEntry>.Conflict) {
                try list.insert(entry, at: number)
            } catch {
                let present = list.entries
                throw Refusal(error, sequence) { present[$0].map(text) ?? "" }
            }
        },
        remove: { list, arguments in
            guard let number = list.entries.number(try? number(arguments), try? entry(arguments)) else { return false }
            list.remove(at: number)
            return true
        })

    private static let entryTemplate = GrammarTemplate([entryGrammar])

    /// What the entry says behind its number.
    static func text(of entry: AccessListEntry) -> String {
        GrammarPrinter(arguments: say(entry), secrets: .removed).words(entryTemplate)?.joined(separator: " ") ?? ""
    }

    private static func say(_ entry: AccessListEntry) -> Arguments {
        switch entry {
        case .rule(let rule): AccessRuleGrammar.say(rule)
        case .remark(let text): Arguments(remark(text))
        }
    }

    /// The entry that a line says; `nil` if it says none.
    private static func entry(_ arguments: Arguments) throws(Refusal) -> AccessListEntry? {
        if let text = arguments[remark] { return .remark(text) }
        return try AccessRuleGrammar.hear(arguments).map { .rule($0) }
    }

    /// The number may stand before the rule or behind it.
    private static func number(_ arguments: Arguments) throws(Refusal) -> UInt32? {
        let (leading, trailing) = (arguments[sequence], arguments[trailingSequence])
        if let leading, let trailing, leading != trailing {
            throw Refusal(trailingSequence, "The rule has the number \(leading) already.")
        }
        return leading ?? trailing
    }
}
