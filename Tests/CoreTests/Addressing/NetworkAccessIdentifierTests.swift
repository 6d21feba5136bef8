import Core
import Testing

/// Network Access Identifiers as RFC 7542 section 2.2 writes them.
@Suite struct NetworkAccessIdentifierTests {
    @Test(arguments: [
        "joe@example.org", "fred.smith@example.org", "fred_smith@example.org", "fred$@example.org",
        "fred=?#$&*+-/^smith@example.org", "nancy@eng.example.net", "eng.example.net!nancy@example.net",
        "eng%nancy@example.net", "a@b", "1@2.3", "@privatecorp.example.net", "@a",
        "alice@xn--tmonesimerkki-bfbb.example.net",
        "`{|}~'@x-y.z", "jörg@bücher.example", "пример@пример.example", "用户@例え.テスト",
    ])
    func whatTheGrammarAllowsIsReadAndWritten(_ text: String) throws {
        let identifier = try #require(NetworkAccessIdentifier(text))
        #expect(identifier.description == text)
        #expect(NetworkAccessIdentifier(octets: Array(text.utf8)) == identifier)
        #expect(NetworkAccessIdentifier(identifier.description) == identifier)
        #expect(identifier.isRealm == text.hasPrefix("@"))
    }

    @Test(arguments: [
        "", "@", "joe", "joe@", "joe@@example.org", "fred@example@org", "joe@.org", "joe@example..org",
        "joe@example.org.",
        ".joe@example.org", "joe.@example.org", "jo..e@example.org", "joe smith@example.org", "joe@exa mple.org",
        "joe@-example.org", "joe@example-.org", "joe@exam_ple.org", "joe:smith@example.org", "joe@example.org/24",
        "\"joe\"@example.org", "(joe)@example.org", "joe\\smith@example.org", "joe,smith@example.org", "joe@[::1]",
        "joe\n@example.org", "joe\u{0}@example.org", "joe\u{7f}@example.org", "joe\u{85}@example.org",
        "joe\u{a0}x@example.org", "joe\u{202e}x@example.org", "joe\u{200b}x@example.org", "joe@exa\u{2028}mple.org",
        "joe@exa\u{feff}mple.org", "joe\u{e000}@example.org",
    ])
    func whatItDoesNotAllowIsNone(_ text: String) {
        #expect(NetworkAccessIdentifier(text) == nil)
        #expect(NetworkAccessIdentifier(octets: Array(text.utf8)) == nil)
    }

    /// Octets that are no UTF-8: cut short, too long a form, a surrogate, beyond Unicode, a stray octet.
    @Test(
        arguments: [
            [0xc3], [0xc0, 0xaf], [0xe0, 0x80, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0x80], [0xff],
            [0xf0, 0x9f, 0x98],
        ] as [[UInt8]])
    func octetsThatAreNoUTF8AreNone(_ octets: [UInt8]) {
        #expect(NetworkAccessIdentifier(octets: Array("a".utf8) + octets + Array("@example.org".utf8)) == nil)
        #expect(NetworkAccessIdentifier(octets: Array("a@example".utf8) + octets) == nil)
    }

    @Test func lengthsAreBounded() {
        let label = String(repeating: "x", count: 63)
        func identifier(_ username: Int) -> String {
            String(repeating: "u", count: username) + "@\(label).\(label).\(label)"
        }
        #expect(NetworkAccessIdentifier(identifier(253 - 192)) != nil)
        #expect(NetworkAccessIdentifier(identifier(254 - 192)) == nil)
        #expect(NetworkAccessIdentifier(octets: Array(identifier(254 - 192).utf8)) == nil)
        #expect(NetworkAccessIdentifier("u@\(label)") != nil)
        #expect(NetworkAccessIdentifier("u@\(label)x") == nil)
        #expect(NetworkAccessIdentifier("u@" + String(repeating: "é", count: 32)) == nil, "64 octets, 32 letters")
        #expect(NetworkAccessIdentifier(octets: Array(repeating: 0x61, count: 100_000)) == nil)
    }

    @Test func realmsHaveNoCaseAndUserNamesHave() {
        #expect(NetworkAccessIdentifier("joe@Example.ORG") == NetworkAccessIdentifier("joe@example.org"))
        #expect(NetworkAccessIdentifier("joe@Example.ORG")?.description == "joe@example.org")
        #expect(NetworkAccessIdentifier("Joe@example.org") != NetworkAccessIdentifier("joe@example.org"))
    }

    /// A letter with its accent, and a letter and an accent, are the same (RFC 7542 section 2.4).
    @Test func equivalentLettersAreEqual() {
        let composed = NetworkAccessIdentifier("j\u{f6}rg@example.org")
        let decomposed = NetworkAccessIdentifier("jo\u{308}rg@example.org")
        #expect(composed != nil && composed == decomposed)
        #expect(composed.hashValue == decomposed.hashValue)
    }

    @Test func aRealmIncludesItsNodes() throws {
        let node = try #require(NetworkAccessIdentifier("joe@example.org"))
        let realm = try #require(NetworkAccessIdentifier("@EXAMPLE.org"))
        #expect(node.everybody == realm && realm.everybody == realm)
        #expect(realm.includes(node) && realm.includes(realm) && node.includes(node))
        #expect(!node.includes(realm))
        for other in ["joe@example.net", "joe@sub.example.org", "joe@org", "bob@xexample.org"] {
            #expect(try !realm.includes(#require(NetworkAccessIdentifier(other))))
        }
    }

    /// Whatever is read is written so that it is read again, and has nothing in it that a terminal would obey.
    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func randomOctets(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("ab.-@@Zé\u{308}_ \t\u{1b}|".utf8)
        var read = 0
        for _ in 0..<20_000 {
            let octets = (0..<Int.random(in: 0...9, using: &generator)).map { _ in
                Int.random(in: 0..<40, using: &generator) == 0
                    ? UInt8.random(in: 0...255, using: &generator) : alphabet.randomElement(using: &generator) ?? 0
            }
            guard let identifier = NetworkAccessIdentifier(octets: octets) else { continue }
            read += 1
            #expect(NetworkAccessIdentifier(identifier.description) == identifier)
            #expect(
                identifier.description.unicodeScalars.allSatisfy {
                    $0.value > 0x20 && !(0x7f..<0xa0).contains($0.value)
                })
        }
        #expect(read > 20)
    }
}
