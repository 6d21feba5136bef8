import Core

/// `show ipv6 prefix-list`, made entry by entry, so that a list of any size needs no room.
struct PrefixListReport: Report {
    /// How much is shown.
    enum Form: Hashable, Sendable {
        /// The entries.
        case plain
        /// How many entries there are.
        case summary
        /// Both, and how often entries matched.
        case detail
    }

    /// The version of the JSON form.
    static let schema = 1

    private let lists: [(name: String, list: PrefixList)]
    private let uses: [String: Int]
    private let counters: FilterCounters
    private let form: Form
    private let selection: PrefixListSelection

    /// Shows all lists, or the one of a name, or some entries of that.
    init(
        _ configuration: Configuration, _ counters: FilterCounters, name: String? = nil, form: Form,
        selection: PrefixListSelection = .all
    ) {
        lists = configuration.prefixLists.filter { name ?? $0.key == $0.key }.sorted { $0.key < $1.key }
            .map { (name: $0.key, list: $0.value) }
        uses = Dictionary(configuration.prefixListUses.map { ($0.name, 1) }, uniquingKeysWith: +)
        self.counters = counters
        self.form = form
        self.selection = selection
    }

    /// A heading a list and a line an entry; of selected entries the lines alone.
    func textPieces() -> AnyIterator<String> {
        AnyIterator(lists.lazy.flatMap { text(of: $0.list, $0.name).joined() }.makeIterator())
    }

    /// `{"schema": 1, "prefixLists": [...]}`, each with its `entries`, but not in a summary.
    func jsonPieces() -> AnyIterator<String> {
        let sections = lists.lazy.map { name, list in
            JSONSection(
                head: head(of: list, name), key: "entries",
                elements: form == .summary ? nil : AnyIterator(jsonEntries(of: list, name).makeIterator()))
        }
        return JSONText.document("prefixLists", AnyIterator(sections.makeIterator()), schema: Self.schema)
    }
}

// MARK: Text

extension PrefixListReport {
    private func text(of list: PrefixList, _ name: String) -> [AnySequence<String>] {
        let isWhole = selection == .all
        let entries = selection.entries(of: list).lazy.map { line($0.sequence, $0.entry, name, isCounted: !isWhole) }
        let implicitDeny = "   implicit deny (hit count: \(hits(name, .implicitDeny)))\n"
        if !isWhole {
            return [AnySequence(entries), AnySequence(selection.meetsImplicitDeny(of: list) ? [implicitDeny] : [])]
        }
        return [
            AnySequence(heading(of: list, name)),
            AnySequence(form == .summary ? AnySequence([]) : AnySequence(entries)),
            AnySequence(form == .detail ? [implicitDeny] : []),
        ]
    }

    private func heading(of list: PrefixList, _ name: String) -> [String] {
        let comment = list.comment.map { "   Description: \($0)\n" } ?? ""
        let count = list.entries.count
        guard form != .plain else { return ["ipv6 prefix-list \(name): \(count) entries\n" + comment] }
        let sequences = list.entries.bounds.map { "sequences: \($0.lowerBound) - \($0.upperBound), " } ?? ""
        return [
            """
            ipv6 prefix-list \(name):
            \(comment)   count: \(count), range entries: \(ranges(of: list)), \(sequences)\
            refcount: \(uses[name] ?? 0)

            """
        ]
    }

    private func line(_ sequence: UInt32, _ entry: PrefixListEntry, _ name: String, isCounted: Bool) -> String {
        let text = "   seq \(sequence) \(PrefixListLines.text(of: entry))"
        guard isCounted || form == .detail else { return text + "\n" }
        return text + " (hit count: \(hits(name, .entry(sequence: sequence))), refcount: \(uses[name] ?? 0))\n"
    }

    private func hits(_ name: String, _ line: FilterLine) -> UInt64 {
        counters[FilterName(.prefixList, name), line]
    }

    private func ranges(of list: PrefixList) -> Int {
        list.entries.inOrder.count { $0.entry.hasRange }
    }
}

// MARK: JSON

extension PrefixListReport {
    /// What is shown of a list beside its entries.
    struct Head: Encodable, Sendable {
        let name: String
        let description: String?
        let count: Int
        let rangeEntries: Int
        let firstSequence: UInt32?
        let lastSequence: UInt32?
        /// How many lines of the configuration use it.
        let references: Int
        let implicitDenyHitCount: UInt64
    }

    /// What is shown of an entry.
    struct Entry: Encodable, Sendable {
        let sequence: UInt32
        let action: String
        let prefix: String
        let ge: UInt8?
        let le: UInt8?
        let hitCount: UInt64
    }

    private func head(of list: PrefixList, _ name: String) -> Head {
        let bounds = list.entries.bounds
        return Head(
            name: name, description: list.comment, count: list.entries.count, rangeEntries: ranges(of: list),
            firstSequence: bounds?.lowerBound, lastSequence: bounds?.upperBound, references: uses[name] ?? 0,
            implicitDenyHitCount: hits(name, .implicitDeny))
    }

    private func jsonEntries(of list: PrefixList, _ name: String) -> some Sequence<Entry> {
        selection.entries(of: list).lazy.map { sequence, entry in
            Entry(
                sequence: sequence, action: entry.action.rawValue, prefix: entry.prefix.description,
                ge: entry.minimumLength, le: entry.maximumLength, hitCount: hits(name, .entry(sequence: sequence)))
        }
    }
}
