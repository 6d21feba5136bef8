import Core

/// What lines of prefix lists and access lists have in common.
enum FilterGrammar {
    /// `permit` or `deny`.
    static func action(_ key: Key<FilterAction>) -> Grammar {
        .choice([
            [.word("permit", "Let pass what matches", says: key, .permit)],
            [.word("deny", "Refuse what matches", says: key, .deny)],
        ])
    }

    /// One of several words for a value, or the value itself.
    static func named<Value>(
        _ names: [(word: String, value: Value)], _ help: String, says parameter: Parameter<Value>
    ) -> Grammar {
        .choice(
            names.map { [.word($0.word, "\(help) \($0.value)", says: parameter.key, $0.value)] } + [[.value(parameter)]]
        )
    }
}

extension Refusal {
    /// Says why an entry cannot be put into a list; `entry` is what the entry of a number says.
    init<Entry>(
        _ conflict: SequencedEntries<Entry>.Conflict, _ number: Parameter<UInt32>, entry: (UInt32) -> String
    ) {
        switch conflict {
        case .taken(let sequence):
            self.init(number, "\(sequence) is the number of `\(entry(sequence))`; take that back, or choose another.")
        case .repeated(let sequence):
            self.init(number, "The same entry is there as \(sequence): a second one would never match.")
        case .full:
            self.init("No number is left behind the last entry; write one before it.")
        }
    }
}

extension SequencedEntries {
    /// The number of the entry that a line means, by its number, by what it says or by both; `nil` if it is not there.
    func number(_ sequence: UInt32?, _ entry: Entry?) -> UInt32? {
        guard let sequence else { return entry.flatMap { sequences(of: $0).min() } }
        guard let present = self[sequence], entry ?? present == present else { return nil }
        return sequence
    }
}
