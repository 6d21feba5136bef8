import Testing

@testable import Core

@Suite struct PrefixListTests {
    /// Whatever is added and taken away, in whatever order, the first entry that contains the address decides.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func aListAgreesWithReadingItLineByLine(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var list = PrefixList()
        var lines: [UInt32: PrefixListEntry] = [:]
        for _ in 0..<200 {
            if UInt8.random(in: 0..<4, using: &random) == 0,
                let sequence = lines.keys.sorted().randomElement(using: &random)
            {
                list.remove(at: sequence)
                lines[sequence] = nil
            } else if let entry = Self.entry(&random), !lines.values.contains(entry) {
                let sequence = UInt32.random(in: 1...10_000, using: &random)
                guard lines[sequence] == nil else { continue }
                try list.insert(entry, at: sequence)
                lines[sequence] = entry
            }
            let inOrder = lines.sorted { $0.key < $1.key }
            for _ in 0..<4 {
                let address = Self.address(&random)
                #expect(list.verdict(on: address) == Self.verdict(inOrder, address))
            }
        }
        #expect(list.entries.inOrder.map(\.sequence) == lines.keys.sorted())
        #expect(list.entries.count > 20)
    }

    /// Reads the lines one by one.
    private static func verdict(
        _ lines: [(key: UInt32, value: PrefixListEntry)], _ address: IPv6Address
    ) -> FilterVerdict? {
        if lines.isEmpty { return nil }
        for (sequence, entry) in lines {
            let length = Int(entry.prefix.length)
            let begins = length == 0 || (address.rawValue ^ entry.prefix.address.rawValue) >> UInt128(128 - length) == 0
            let lengths = (entry.minimumLength ?? 0)...(entry.maximumLength ?? 128)
            if begins, lengths.contains(128) { return FilterVerdict(.entry(sequence: sequence), entry.action) }
        }
        return FilterVerdict(.implicitDeny, .deny)
    }

    /// An address out of few, so that prefixes contain it.
    private static func address(_ random: inout SeededGenerator) -> IPv6Address {
        let bits = UInt128.random(in: 0..<16, using: &random)
        return IPv6Address(rawValue: bits << 124 | bits << 60 | UInt128.random(in: 0..<16, using: &random))
    }

    private static func entry(_ random: inout SeededGenerator) -> PrefixListEntry? {
        let lengths: [UInt8] = [0, 1, 2, 3, 4, 60, 63, 64, 65, 100, 125, 126, 127, 128]
        let length = lengths.randomElement(using: &random) ?? 0
        let prefix = IPv6Prefix(leading: length, of: address(&random))
        let bound = { (random: inout SeededGenerator) in
            Bool.random(using: &random) ? nil : [64, 120, 127, 128].randomElement(using: &random) as UInt8?
        }
        return PrefixListEntry(
            Bool.random(using: &random) ? .permit : .deny, prefix, minimumLength: bound(&random),
            maximumLength: bound(&random))
    }

    @Test func aListWithoutEntriesSaysNothing() throws {
        var list = PrefixList()
        #expect(list.verdict(on: .loopback) == nil)
        list.comment = "empty"
        #expect(list.verdict(on: .loopback) == nil)
        try list.insert(try #require(PrefixListEntry(.permit, try prefix("2001:db8::/32"))))
        #expect(list.verdict(on: .loopback) == .implicitDeny)
        list.remove(at: 5)
        #expect(list.verdict(on: .loopback) == nil)
        #expect(list != PrefixList())
        list.comment = nil
        #expect(list == PrefixList())
    }

    @Test func entriesAreNumberedInFives() throws {
        let list = try PrefixList(
            PrefixListEntry(.permit, try prefix("2001:db8:1::/48")),
            PrefixListEntry(.deny, try prefix("2001:db8:1::/48")),
            PrefixListEntry(.permit, try prefix("2001:db8:1::/48")), PrefixListEntry(.permit, try prefix("::/0")))
        #expect(list.entries.inOrder.map(\.sequence) == [5, 10, 15], "the same entry is not added again")
        var copy = list
        try copy.insert(try #require(PrefixListEntry(.permit, try prefix("::/1"))), at: 12)
        try copy.insert(try #require(PrefixListEntry(.permit, try prefix("::/2"))), at: 101)
        try copy.insert(try #require(PrefixListEntry(.permit, try prefix("::/3"))))
        #expect(copy.entries.inOrder.map(\.sequence) == [5, 10, 12, 15, 101, 106])
        copy.remove(at: 106)
        copy.remove(at: 101)
        try copy.insert(try #require(PrefixListEntry(.permit, try prefix("::/3"))))
        #expect(copy.entries.inOrder.map(\.sequence) == [5, 10, 12, 15, 20])
        #expect(list.entries.count == 3, "a copy is another list")
    }

    @Test func whatCannotBeAddedIsToldApart() throws {
        let entry = try #require(PrefixListEntry(.permit, try prefix("2001:db8::/32")))
        let other = try #require(PrefixListEntry(.deny, try prefix("2001:db8::/32")))
        var list = try PrefixList(entry)
        try list.insert(entry, at: 5)
        #expect(throws: SequencedEntries<PrefixListEntry>.Conflict.taken(sequence: 5)) { try list.insert(other, at: 5) }
        #expect(throws: SequencedEntries<PrefixListEntry>.Conflict.repeated(sequence: 5)) {
            try list.insert(entry, at: 6)
        }
        let last = try #require(PrefixListEntry(.deny, try prefix("::/0")))
        try list.insert(last, at: 4_294_967_294)
        #expect(throws: SequencedEntries<PrefixListEntry>.Conflict.full) { try list.insert(other) }
        #expect(list.entries.count == 2)
    }
}
