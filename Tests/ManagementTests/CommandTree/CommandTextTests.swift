import Testing

@testable import Management

@Suite struct CommandTextTests {
    @Test func wordsAreWhatStandsBetweenWhiteSpace() throws {
        let line = try CommandText("  show\tIPv6  x ")
        #expect(line.words.map(\.text) == ["show", "IPv6", "x"])
        #expect(line.words.map(\.folded) == ["show", "ipv6", "x"])
        #expect(line.words.map(\.range) == [2..<6, 7..<11, 13..<14])
        #expect(line.endsBetweenWords)
        #expect(try !CommandText("show ver").endsBetweenWords)
        #expect(try CommandText("").endsBetweenWords)
    }

    @Test func aPipeIsAWordOfItsOwnAtTheBeginningOfAWord() throws {
        #expect(try CommandText("a |json").words.map(\.text) == ["a", "|", "json"])
        #expect(try CommandText("a | b").words.map(\.text) == ["a", "|", "b"])
        #expect(try CommandText("a x|y").words.map(\.text) == ["a", "x|y"])
        #expect(try CommandText("|").words.map(\.text) == ["|"])
    }

    @Test func theTailKeepsItsWhiteSpace() throws {
        let line = try CommandText("show | include  a  b\t")
        #expect(line.tail(from: 3) == "a  b")
        #expect(line.tail(from: 9).isEmpty)
    }

    @Test func columnsCountCharactersNotOctets() throws {
        let line = try CommandText("é👩‍👩‍👧 x")
        #expect(line.words.count == 2)
        #expect(line.column(ofOctet: line.words[1].range.lowerBound) == 3)
    }

    @Test(arguments: ["\0", "a\u{1b}[2J", "\u{7f}", "\u{85}", "a\nb", "a\rb"])
    func controlCharactersAreRefused(text: String) {
        #expect(throws: CommandFailure.self) { try CommandText(text) }
    }

    @Test func charactersBesideTheControlCharactersAreNot() throws {
        #expect(try CommandText("\u{a0}Âß").words.count == 1)
    }
}
