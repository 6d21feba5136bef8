import HashTreeCollections

/// Entries in the order of the numbers they have.
///
/// Copies share what they have in common: to change one entry of a copy costs little, however many entries there are.
public struct SequencedEntries<Entry: Hashable & Sendable>: Sendable {
    /// Why an entry cannot be put where it was to be put.
    public enum Conflict: Error, Hashable, Sendable {
        /// Another entry has the number.
        case taken(sequence: UInt32)
        /// The same entry is there under another number.
        case repeated(sequence: UInt32)
        /// There is no number left behind the last entry.
        case full
    }

    /// The numbers that an entry may have.
    public static var range: ClosedRange<UInt32> { 1...4_294_967_294 }

    /// How far apart entries are whose number nobody chose.
    public let step: UInt32
    private var bySequence: TreeDictionary<UInt32, Entry> = [:]
    private var sequencesByEntry: TreeDictionary<Entry, [UInt32]> = [:]
    private var numbers = SortedKeys<UInt32>()

    init(step: UInt32) {
        self.step = step
    }

    /// How many there are.
    public var count: Int { bySequence.count }

    /// Whether there are none.
    public var isEmpty: Bool { bySequence.isEmpty }

    /// The least and the greatest number; `nil` if there is none.
    public var bounds: ClosedRange<UInt32>? {
        guard let first = numbers.first, let last = numbers.last else { return nil }
        return first...last
    }

    /// The entry that has a number.
    public subscript(sequence: UInt32) -> Entry? { bySequence[sequence] }

    /// All entries, in the order of their numbers.
    public var inOrder: some Sequence<(sequence: UInt32, entry: Entry)> {
        numbers.all.lazy.compactMap { sequence in
            bySequence[sequence].map { (sequence: sequence, entry: $0) }
        }
    }

    /// The numbers under which an entry is there, ascending unless they were chosen otherwise.
    public func sequences(of entry: Entry) -> [UInt32] {
        sequencesByEntry[entry] ?? []
    }

    /// The number that an entry gets if nobody chooses one; `nil` if none is left.
    public var next: UInt32? {
        guard let last = numbers.last else { return step }
        let (next, overflows) = last.addingReportingOverflow(step)
        return overflows || !Self.range.contains(next) ? nil : next
    }

    /// Puts an entry where no other is.
    mutating func insert(_ entry: Entry, at sequence: UInt32) {
        bySequence[sequence] = entry
        sequencesByEntry[entry, default: []].append(sequence)
        numbers.insert(sequence)
    }

    /// Takes an entry away.
    mutating func remove(_ sequence: UInt32) {
        guard let entry = bySequence.removeValue(forKey: sequence) else { return }
        numbers.remove(sequence)
        guard var others = sequencesByEntry[entry], let index = others.firstIndex(of: sequence) else { return }
        others.remove(at: index)
        sequencesByEntry[entry] = others.isEmpty ? nil : others
    }

    /// Where an entry is to go.
    ///
    /// - Parameters:
    ///   - sequence: the number that was chosen; `nil` leaves it to be found.
    ///   - mayRepeat: whether the entry may be there under several numbers, if they are chosen.
    /// - Returns: `nil` if it is there already.
    func place(
        of entry: Entry, at sequence: UInt32?, mayRepeat: Bool = false
    ) throws(Conflict) -> UInt32? {
        let present = sequences(of: entry)
        guard let sequence else {
            if !present.isEmpty { return nil }
            guard let next else { throw .full }
            return next
        }
        if let other = bySequence[sequence] {
            guard other == entry else { throw .taken(sequence: sequence) }
            return nil
        }
        if let first = present.first, !mayRepeat { throw .repeated(sequence: first) }
        return sequence
    }
}

extension SequencedEntries: Hashable {
    /// Whether the same entries have the same numbers.
    public static func == (left: SequencedEntries, right: SequencedEntries) -> Bool {
        left.bySequence == right.bySequence
    }

    /// Hashes the entries with their numbers.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(bySequence)
    }
}
