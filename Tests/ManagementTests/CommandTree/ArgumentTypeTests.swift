import Core
import Testing

@testable import Management

@Suite struct ArgumentTypeTests {
    /// What a type reads of a line's first words, printed again.
    private func reading<Value>(_ type: ArgumentType<Value>, _ text: String) throws -> String? {
        let line = try CommandText(text)
        return type.parse(line, 0).map { type.print($0.value) }
    }

    @Test(arguments: [
        ("4", "4"), ("262140", "262140"), ("007", "7"), ("3", nil), ("262141", nil), ("-5", nil), ("+5", nil),
        ("5.0", nil), ("0x10", nil), ("99999999999999999999", nil), ("٥", nil),
    ])
    func numbers(text: String, printed: String?) throws {
        #expect(try reading(ArgumentType<UInt32>.number(4...262_140), text) == printed)
    }

    @Test(arguments: [
        ("100", "100"), ("FFFFFFFF", "ffffffff"), ("0x1aB", "1ab"), ("ff", nil), ("100000000", nil), ("0x", nil),
        ("x100", nil), ("+100", nil), ("0x-100", nil),
    ])
    func hexadecimalNumbers(text: String, printed: String?) throws {
        #expect(try reading(ArgumentType<UInt32>.hexadecimalNumber(256...UInt32.max), text) == printed)
    }

    @Test(arguments: [
        ("2001:DB8::/32", "2001:db8::/32"), ("::/0", "::/0"), ("::1/128", "::1/128"), ("2001:db8::1/64", nil),
        ("2001:db8::/129", nil), ("2001:db8::", nil), ("2001:db8::/", nil), ("2001:db8::/6 4", nil), ("::/+0", nil),
        ("::/0/0", nil), ("/64", nil), ("2001:db8::/99999999999", nil),
    ])
    func prefixes(text: String, printed: String?) throws {
        #expect(try reading(ArgumentType<IPv6Prefix>.prefix, text) == printed)
    }

    @Test(arguments: [
        ("2001:db8::1", "2001:db8::1"), ("2001:db8::1/128", "2001:db8::1"), ("2001:db8::/64", "2001:db8::/64"),
        ("2001:db8::1/64", nil), ("x", nil),
    ])
    func addressesAndPrefixes(text: String, printed: String?) throws {
        #expect(try reading(ArgumentType<IPv6Prefix>.addressOrPrefix, text) == printed)
    }

    @Test(arguments: [
        ("a@x.example", "a@x.example", true, false), ("@X.example", "@x.example", false, true),
        ("a@", nil, false, false), ("a", nil, false, false), ("a@x@y", nil, false, false),
    ])
    func identifiers(text: String, printed: String?, isUser: Bool, isRealm: Bool) throws {
        #expect(try reading(ArgumentType<NetworkAccessIdentifier>.identifier, text) == printed)
        #expect(try reading(ArgumentType<NetworkAccessIdentifier>.userIdentifier, text) == (isUser ? printed : nil))
        #expect(try reading(ArgumentType<NetworkAccessIdentifier>.realmIdentifier, text) == (isRealm ? printed : nil))
    }

    @Test(arguments: [
        ("00", "00"), ("0aFf", "0aff"), ("0", nil), ("000", nil), ("0g", nil), ("<removed>", nil),
        (String(repeating: "ab", count: 64), String(repeating: "ab", count: 64)),
        (String(repeating: "ab", count: 65), nil), ("٠٠", nil),
    ])
    func keys(text: String, printed: String?) throws {
        #expect(try reading(ArgumentType<SecretKey>.hexadecimalKey, text) == printed)
    }

    @Test func aKeyIsNeverInTheReason() {
        let type = ArgumentType<SecretKey>.hexadecimalKey
        #expect(!type.explain("0123456789abcdeg").contains("0123"))
        #expect(type.explain("<removed>").contains("removed"))
    }

    @Test(arguments: [
        ("HA1", true), ("ha-1.example_x", true), ("1", true), ("-x", false), ("ü", false), ("a/b", false),
        (String(repeating: "a", count: 63), true), (String(repeating: "a", count: 64), false),
    ])
    func hostNames(text: String, isOne: Bool) throws {
        #expect(try (reading(ArgumentType<String>.hostName, text) != nil) == isOne)
    }

    @Test(arguments: [
        ("ethernet 1", "eth1", 2), ("Ethernet 01 x", "eth01", 2), ("eth 2", "eth2", 2), ("lo 3", "Loopback3", 2),
        ("ethernet", "ethernet", 1), ("ethernet x", "ethernet", 1), ("e 1", "e", 1), ("Ethernet1 2", "eth1", 1),
    ])
    func interfacesOfOneWordOrTwo(text: String, name: String, words: Int) throws {
        let read = try #require(ArgumentType<InterfaceName>.interfaceName.parse(try CommandText(text), 0))
        #expect(read.value.text == name)
        #expect(read.words == words)
    }
}
