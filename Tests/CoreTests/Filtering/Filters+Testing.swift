import Core

extension PrefixList {
    /// A list of these entries, numbered in their order.
    init(_ entries: PrefixListEntry?...) throws {
        self.init()
        for case let entry? in entries { try insert(entry) }
    }

    /// A list that refuses what begins with a prefix, and nothing else.
    init(refusing prefix: IPv6Prefix) {
        self.init()
        let entries = [PrefixListEntry(.deny, prefix), PrefixListEntry(.permit, .everything)]
        for case let entry? in entries { try? insert(entry) }
    }
}

extension AccessList {
    /// A list of these rules, numbered in their order.
    init(_ rules: AccessRule...) throws {
        self.init()
        for rule in rules { try insert(.rule(rule)) }
    }

    /// A list that refuses what comes from a prefix, and nothing else.
    init(refusing source: IPv6Prefix) {
        self.init()
        for rule in [AccessRule(.deny, from: AccessEndpoint(source)), AccessRule(.permit)] {
            try? insert(.rule(rule))
        }
    }
}

extension AccessRule {
    /// Changes a copy.
    func with(_ change: (inout AccessRule) -> Void) -> AccessRule {
        var copy = self
        change(&copy)
        return copy
    }
}

extension IPv6Prefix {
    /// `::/0`.
    static let everything = AccessEndpoint.any.prefix
}

extension PacketTraits {
    /// A Binding Update without extension headers.
    static let bindingUpdate = PacketTraits(.mobility, .mobility(.bindingUpdate))
}
