import Testing

@testable import Core

@Suite struct AccessListTests {
    /// Whatever is added and taken away, in whatever order, the first rule that matches decides.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func aListAgreesWithReadingItLineByLine(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var list = AccessList()
        var lines: [UInt32: AccessRule] = [:]
        var decisions: Set<FilterLine> = []
        for _ in 0..<200 {
            let sequence = UInt32.random(in: 1...10_000, using: &random)
            if UInt8.random(in: 0..<4, using: &random) == 0,
                let sequence = lines.keys.sorted().randomElement(using: &random)
            {
                list.remove(at: sequence)
                lines[sequence] = nil
            } else if case let rule = Self.rule(&random), lines[sequence] == nil, !lines.values.contains(rule) {
                try list.insert(.rule(rule), at: sequence)
                lines[sequence] = rule
            }
            let inOrder = lines.sorted { $0.key < $1.key }
            for _ in 0..<4 {
                let (source, destination, traits) = (
                    Self.address(&random), Self.address(&random), Self.traits(&random)
                )
                let verdict = list.verdict(source: source, destination: destination, traits)
                if let verdict { decisions.insert(verdict.line) }
                let first = inOrder.first { $0.value.matches(source: source, destination: destination, traits) }
                let expected = first.map { FilterVerdict(.entry(sequence: $0.key), $0.value.action, log: $0.value.log) }
                #expect(verdict == (lines.isEmpty ? nil : expected ?? .implicitDeny))
            }
        }
        #expect(decisions.count > 15, "many lines decided")
    }

    private static func address(_ random: inout SeededGenerator) -> IPv6Address {
        IPv6Address(
            rawValue: UInt128.random(in: 0..<4, using: &random) << 126 | UInt128.random(in: 0..<4, using: &random))
    }

    private static func endpoint(_ random: inout SeededGenerator) -> AccessEndpoint {
        let length = ([0, 0, 1, 2, 64, 127, 128] as [UInt8]).randomElement(using: &random) ?? 0
        let ports: PortMatch? = UInt8.random(in: 0..<4, using: &random) == 0 ? .greaterThan(5) : nil
        return AccessEndpoint(IPv6Prefix(leading: length, of: address(&random)), ports: ports)
    }

    private static func rule(_ random: inout SeededGenerator) -> AccessRule {
        let protocols: [AccessProtocol] = [
            .any, .any, .header(.mobility), .header(.userDatagram), .header(.destinationOptions),
        ]
        var rule = AccessRule(
            Bool.random(using: &random) ? .permit : .deny, protocols.randomElement(using: &random) ?? .any,
            from: endpoint(&random), to: endpoint(&random))
        if UInt8.random(in: 0..<3, using: &random) == 0 {
            rule.mobility = .type(UInt8.random(in: 4...6, using: &random))
        }
        if UInt8.random(in: 0..<3, using: &random) == 0 { rule.codePoint = UInt8.random(in: 0..<3, using: &random) }
        if UInt8.random(in: 0..<3, using: &random) == 0 { rule.log = .plain }
        return rule
    }

    private static func traits(_ random: inout SeededGenerator) -> PacketTraits {
        var traits = PacketTraits(.mobility, .mobility(.bindingUpdate))
        if UInt8.random(in: 0..<3, using: &random) == 0 {
            traits = PacketTraits(
                .userDatagram, .ports(source: 1, destination: UInt16.random(in: 0...9, using: &random)))
        }
        traits.codePoint = UInt8.random(in: 0..<3, using: &random)
        if Bool.random(using: &random) { traits.extensionHeaders.protocols.insert(60) }
        return traits
    }

    @Test func aListWithoutRulesSaysNothing() throws {
        var list = AccessList()
        try list.insert(.remark("nothing yet"))
        #expect(list.verdict(source: .loopback, destination: .loopback, .bindingUpdate) == nil)
        try list.insert(.rule(AccessRule(.permit, .header(.transmissionControl))))
        #expect(list.verdict(source: .loopback, destination: .loopback, .bindingUpdate) == .implicitDeny)
        list.remove(at: 20)
        #expect(list.verdict(source: .loopback, destination: .loopback, .bindingUpdate) == nil)
    }

    @Test func entriesAreNumberedInTens() throws {
        var list = AccessList()
        try list.insert(.rule(AccessRule(.permit)))
        try list.insert(.remark("---"))
        try list.insert(.remark("---"))
        try list.insert(.remark("---"), at: 15)
        try list.insert(.rule(AccessRule(.permit)))
        try list.insert(.rule(AccessRule(.deny)))
        #expect(list.entries.inOrder.map(\.sequence) == [10, 15, 20, 30])
        #expect(throws: SequencedEntries<AccessListEntry>.Conflict.repeated(sequence: 10)) {
            try list.insert(.rule(AccessRule(.permit)), at: 11)
        }
        #expect(throws: SequencedEntries<AccessListEntry>.Conflict.taken(sequence: 10)) {
            try list.insert(.remark("---"), at: 10)
        }
        #expect(list.entries.sequences(of: .remark("---")).sorted() == [15, 20])
        list.remove(at: 15)
        list.remove(at: 20)
        #expect(list.entries.sequences(of: .remark("---")) == [])
    }
}
