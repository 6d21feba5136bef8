import Testing

@testable import Core

/// The longest prefix wins, however many groups there are.
@Suite struct HostGroupTableTests {
    private func table(_ prefixes: [String]) throws -> HostGroupTable {
        HostGroupTable(
            try prefixes.map { text in
                var group = HostGroup(name: text)
                group.homeAddresses = try prefix(text)
                return group
            })
    }

    @Test(arguments: [
        ("2001:db8:1::100", "2001:db8:1::100/128"), ("2001:db8:1::101", "2001:db8:1::/64"),
        ("2001:db8:2::1", "2001:db8::/32"), ("2001:db9::1", "::/0"),
    ])
    func theMostExactGroupIsFound(_ address: String, _ group: String) throws {
        let orders = [
            ["::/0", "2001:db8::/32", "2001:db8:1::/64", "2001:db8:1::100/128"],
            ["2001:db8:1::100/128", "2001:db8:1::/64", "2001:db8::/32", "::/0"],
        ]
        for prefixes in orders {
            #expect(try table(prefixes).group(for: ip(address))?.name == group)
        }
    }

    @Test func withoutAPrefixNothingMatches() throws {
        #expect(HostGroupTable([HostGroup(name: "empty")]).group(for: Place.homeAddress) == nil)
        #expect(HostGroupTable([]).group(for: Place.homeAddress) == nil)
        #expect(try table(["2001:db8:2::/64"]).group(for: Place.homeAddress) == nil)
    }

    /// The table against a search through the list.
    @Test func itIsWhatASearchThroughTheListIs() throws {
        var generator = SeededGenerator(seed: 5)
        func address() -> IPv6Address {
            IPv6Address(rawValue: 0x2001_0db8 << 96 | UInt128(UInt16.random(in: 0...255, using: &generator)) << 56)
        }
        var groups: [HostGroup] = []
        for number in 0..<300 {
            let prefix = try #require(IPv6Prefix(address(), length: .random(in: 32...80, using: &generator)))
            guard !groups.contains(where: { $0.homeAddresses == prefix }) else { continue }
            var group = HostGroup(name: "\(number)")
            group.homeAddresses = prefix
            groups.append(group)
        }
        let table = HostGroupTable(groups)
        var found = 0
        for _ in 0..<2000 {
            let address = address()
            let expected = groups.filter { $0.homeAddresses?.contains(address) == true }
                .max { ($0.homeAddresses?.length ?? 0) < ($1.homeAddresses?.length ?? 0) }
            #expect(table.group(for: address)?.name == expected?.name)
            found += expected == nil ? 0 : 1
        }
        #expect(found > 100)
    }
}
