import Core

/// Makes prefix lists and access lists of everything that can be said in them.
struct RandomFilters {
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    /// A list that is not empty.
    mutating func prefixList() throws -> PrefixList {
        var list = PrefixList()
        if chance() { list.comment = "what  it is for, \(number(0...99))" }
        for _ in 0..<number(1...8) {
            guard let entry = prefixListEntry() else { continue }
            try? list.insert(entry, at: chance() ? UInt32(number(1...40)) : nil)
        }
        if list == PrefixList() { list.comment = "empty" }
        return list
    }

    private mutating func prefixListEntry() -> PrefixListEntry? {
        let bounds = [number(1...128), number(1...128)].sorted().map { UInt8($0) }
        return PrefixListEntry(
            chance() ? .permit : .deny, prefix(), minimumLength: chance() ? bounds[0] : nil,
            maximumLength: chance() ? bounds[1] : nil)
    }

    /// A list of rules and remarks.
    mutating func accessList() throws -> AccessList {
        var list = AccessList()
        for _ in 0..<number(0...8) {
            let entry = number(0...4) == 0 ? AccessListEntry.remark("---  \(number(0...1))") : .rule(rule())
            try? list.insert(entry, at: chance() ? UInt32(number(1...60)) : nil)
        }
        return list
    }

    /// A rule that some packet can meet.
    mutating func rule() -> AccessRule {
        let protocols: [AccessProtocol] = [
            .any, .header(.mobility), .header(.transmissionControl), .header(.userDatagram), .header(.icmpv6),
            .header(NextHeader(rawValue: 132)), .header(.hopByHopOptions), .header(NextHeader(rawValue: 200)),
        ]
        var rule = AccessRule(chance() ? .permit : .deny, protocols[number(0...7)], from: end(), to: end())
        switch rule.protocol {
        case .header(.transmissionControl), .header(.userDatagram), .header(NextHeader(rawValue: 132)):
            if chance() { rule.source.ports = ports() }
            if chance() { rule.destination.ports = ports() }
        case .header(.icmpv6): if chance() { rule.message = message() }
        case .any, .header(.mobility): if chance() { rule.mobility = header(0...8) }
        default: rule.needsLaterFragment = chance()
        }
        if chance() { rule.destinationOptions = header(200...202) }
        if chance() { rule.routing = header(0...3) }
        if chance() { rule.codePoint = UInt8(number(0...63)) }
        if chance() { rule.flowLabel = UInt32(number(0...1_048_575)) }
        rule.needsAuthenticationHeader = chance()
        rule.needsHopByHopOptions = chance()
        rule.log = chance() ? nil : chance() ? .plain : .withInput
        return rule
    }

    private mutating func ports() -> PortMatch {
        // Among these are ports that have names.
        let port = UInt16(number(1...600))
        return switch number(0...4) {
        case 0: .equal(port)
        case 1: .notEqual(port)
        case 2: .greaterThan(port)
        case 3: .lessThan(port)
        default: .range(port...UInt16(number(600...65535)))
        }
    }

    private mutating func message() -> MessageMatch {
        MessageMatch(type: UInt8(number(0...150)), code: chance() ? UInt8(number(0...6)) : nil)
    }

    private mutating func header(_ types: ClosedRange<Int>) -> HeaderMatch {
        chance() ? .present : .type(UInt8(number(types)))
    }

    private mutating func end() -> AccessEndpoint {
        chance() ? .any : AccessEndpoint(prefix())
    }

    private mutating func prefix() -> IPv6Prefix {
        let address = IPv6Address(rawValue: 0x2001_0db8 << 96 | UInt128(number(0...3)) << 80 | UInt128(number(0...9)))
        let length = [0, 1, 32, 48, 64, 127, 128][number(0...6)]
        return IPv6Prefix(address, length: UInt8(length)) ?? IPv6Prefix(address)
    }

    private mutating func chance() -> Bool {
        Bool.random(using: &random)
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &random)
    }
}
