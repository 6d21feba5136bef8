import Core

/// `show ipv6 access-list`, made rule by rule, so that a list of any size needs no room.
struct AccessListReport: Report {
    /// The version of the JSON form.
    static let schema = 1

    private let lists: [(name: String, list: AccessList)]
    private let counters: FilterCounters

    /// Shows all lists, or the one of a name.
    init(_ configuration: Configuration, _ counters: FilterCounters, name: String? = nil) {
        lists = configuration.accessLists.filter { name ?? $0.key == $0.key }.sorted { $0.key < $1.key }
            .map { (name: $0.key, list: $0.value) }
        self.counters = counters
    }

    /// A heading a list and a line a rule, with the number of its matches unless that is zero; at last what no rule
    /// matched, if there was anything. Remarks are not shown.
    func textPieces() -> AnyIterator<String> {
        AnyIterator(lists.lazy.flatMap { text(of: $0.list, $0.name).joined() }.makeIterator())
    }

    private func text(of list: AccessList, _ name: String) -> [AnySequence<String>] {
        let rules = list.entries.inOrder.lazy.compactMap { sequence, entry -> String? in
            guard case .rule = entry else { return nil }
            let matches = Self.text(count(name, .entry(sequence: sequence)))
            return "    \(AccessListLines.text(of: entry))\(matches) sequence \(sequence)\n"
        }
        let rest = count(name, .implicitDeny)
        return [
            AnySequence(["IPv6 access list \(name)\n"]), AnySequence(rules),
            AnySequence(rest == 0 ? [] : ["    implicit deny\(Self.text(rest))\n"]),
        ]
    }

    private static func text(_ matches: UInt64) -> String {
        matches == 0 ? "" : matches == 1 ? " (1 match)" : " (\(matches) matches)"
    }

    private func count(_ name: String, _ line: FilterLine) -> UInt64 {
        counters[FilterName(.accessList, name), line]
    }
}

// MARK: JSON

extension AccessListReport {
    /// What is shown of a list beside its entries.
    struct Head: Encodable, Sendable {
        let name: String
        let count: Int
        let implicitDenyMatches: UInt64
    }

    /// What is shown of an entry: a rule, or a remark.
    struct Entry: Encodable, Sendable {
        let sequence: UInt32
        var remark: String?
        var rule: String?
        var action: String?
        /// `any`, or where it comes from as a prefix.
        var source: String?
        /// `any`, or where it goes as a prefix.
        var destination: String?
        var matches: UInt64?
    }

    /// `{"schema": 1, "accessLists": [...]}`, each with its `entries`.
    func jsonPieces() -> AnyIterator<String> {
        let sections = lists.lazy.map { name, list in
            JSONSection(
                head: Head(
                    name: name, count: list.entries.count, implicitDenyMatches: count(name, .implicitDeny)),
                key: "entries", elements: AnyIterator(jsonEntries(of: list, name).makeIterator()))
        }
        return JSONText.document("accessLists", AnyIterator(sections.makeIterator()), schema: Self.schema)
    }

    private func jsonEntries(of list: AccessList, _ name: String) -> some Sequence<Entry> {
        list.entries.inOrder.lazy.map { sequence, entry in
            switch entry {
            case .remark(let text): Entry(sequence: sequence, remark: text)
            case .rule(let rule):
                Entry(
                    sequence: sequence, rule: AccessListLines.text(of: entry), action: rule.action.rawValue,
                    source: Self.name(rule.source.prefix), destination: Self.name(rule.destination.prefix),
                    matches: count(name, .entry(sequence: sequence)))
            }
        }
    }

    private static func name(_ prefix: IPv6Prefix) -> String {
        prefix.length == 0 ? "any" : prefix.description
    }
}
