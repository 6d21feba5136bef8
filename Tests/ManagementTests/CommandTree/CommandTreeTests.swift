import Core
import Testing

@testable import Management

@Suite struct CommandTreeTests {
    /// Names that exist.
    private struct Names: NameSource {
        func names(of kind: NameKind) -> [String] { ["eth0", "eth1", "wan0"] }
    }

    private static let count = Parameter("count", ArgumentType<UInt32>.number(1...10), "How many")
    private static let name = Parameter("name", .name(upTo: 8), "A name")
    private static let link = Parameter("link", .interfaceName, "A link", suggestions: .interface)
    private static let address = Parameter("address", .address, "An address")
    private static let text = Parameter("text", .line, "Text")
    private static let color = Key<String>("color")

    /// A tree of commands with single digits for payloads.
    private static let tree: CommandTree<Int> = {
        let word = { (word: String) in Grammar.word(word, "Help of \(word)") }
        var tree = CommandTree<Int>()
        tree.insert([word("show"), word("version")], 1)
        tree.insert([word("show"), word("versions")], 2)
        tree.insert([word("shut")], 3)
        tree.insert([word("list"), word("sequence")], 4)
        tree.insert([word("list"), .value(name)], 5)
        tree.insert([word("set"), .choice([[.value(count)], [.value(address)], [.value(name)]])], 6)
        tree.insert([word("say"), .value(text)], 7)
        let colors: Grammar = .choice([[.word("red", "Red", says: color, "red")], [word("no")]])
        let options: Grammar = .anyOrder([
            [word("color"), colors], [word("size"), .value(count)], [word("on"), .value(link)],
        ])
        tree.insert([word("find"), options, .optional([word("|"), .value(text)])], 8)
        return tree
    }()

    private func match(_ text: String) throws -> CommandTree<Int>.Match {
        try Self.tree.match(try CommandText(text))
    }

    private func failure(_ text: String) throws -> CommandFailure {
        do {
            _ = try Self.tree.match(try CommandText(text))
        } catch {
            return error
        }
        throw Refusal("\(text) was understood.")
    }

    @Test(arguments: [
        ("show version", 1), ("sho version", 1), ("show vers", 1), ("SHOW VERSION", 1), ("show versions", 2),
        ("shu", 3), ("li seq", 5),
        ("list sequence", 4), ("list Sequence", 4), ("list x", 5), ("set 5", 6), ("say  anything | at all", 7),
        ("find", 8), ("find size 3", 8), ("find on eth0 size 3 color red", 8), ("find color no | x y", 8),
    ])
    func lines(text: String, payload: Int) throws {
        #expect(try match(text).payload == payload)
    }

    @Test(arguments: [
        ("", CommandFailure.Kind.incomplete, 0), ("show", .incomplete, 4), ("s", .ambiguous, 0),
        ("sh", .ambiguous, 0), ("shown", .invalid, 0), ("show version x", .invalid, 13),
        ("find size 3 size 4", .invalid, 12), ("find size", .incomplete, 9), ("find size 11", .invalid, 10),
        ("list 123456789", .invalid, 5), ("say", .incomplete, 3), ("find | ", .incomplete, 7),
    ])
    func failures(text: String, kind: CommandFailure.Kind, offset: Int) throws {
        let failure = try failure(text)
        #expect(failure.kind == kind)
        #expect(failure.offset == offset)
    }

    @Test func argumentsAreTypedAndKnowWhereTheyStand() throws {
        let found = try match("find on Ethernet 1 size 7 color red | a  b").arguments
        #expect(found[Self.link]?.text == "eth1")
        #expect(found[Self.count] == 7)
        #expect(found[Self.color] == "red")
        #expect(found[Self.text] == "a  b")
        #expect(found.offset(named: ArgumentName("link")) == 8)
        #expect(found.offset(named: ArgumentName("color")) == 32)
        #expect(found[Self.name] == nil)
        #expect(throws: Refusal.self) { try found.required(Self.name) }
    }

    @Test func theMostExactTypeTakesAWord() throws {
        #expect(try match("set 10").arguments[Self.count] == 10)
        #expect(try match("set 11").arguments[Self.name] == "11")
        #expect(try match("set ::1").arguments[Self.address] == .loopback)
    }

    @Test func theReasonNamesWhatWasExpected() throws {
        #expect(try failure("find size 11").reason == "11 is not a number from 1 to 10.")
        #expect(try failure("shown").reason == nil)
    }

    @Test func whatIsReadIsPrintedTheSame() throws {
        let grammar: [Grammar] = [
            .word("find", "Find"), .choice([[.value(Self.count)], [.value(Self.address)]]),
            .optional([.word("color", "Color"), .word("red", "Red", says: Self.color, "red")]),
            .anyOrder([[.word("on", "On"), .value(Self.link)], [.word("to", "To"), .value(Self.name)]]),
        ]
        var tree = CommandTree<Int>()
        tree.insert(grammar, 1)
        for line in ["find 3", "find ::1 color red", "find 3 on eth0", "find 3 color red on eth0 to x"] {
            let arguments = try tree.match(try CommandText(line)).arguments
            let words = GrammarPrinter(arguments: arguments, secrets: .clear).words(GrammarTemplate(grammar))
            #expect(words?.joined(separator: " ") == line)
        }
        #expect(GrammarPrinter(arguments: Arguments(), secrets: .clear).words(GrammarTemplate(grammar)) == nil)
    }

    @Test func aCommandThatIsThereAlreadyIsAConflict() {
        var tree = Self.tree
        tree.insert([.word("shut", "Again")], 9)
        #expect(tree.conflicts == [9])
    }

    @Test func namesThatExistAreOffered() throws {
        let words = { (text: String) in
            try Self.tree.help(try CommandText(text), from: 0, names: Names()).map(\.word)
        }
        #expect(try words("find on ") == ["eth0", "eth1", "wan0", "WORD"])
        #expect(try words("find on e") == ["eth0", "eth1"])
        #expect(try words("find on x") == ["WORD"])
        #expect(try words("find on eth 1") == ["WORD"])
        #expect(try words("say a b") == ["LINE"])
        #expect(try words("find on eth0 ") == ["color", "size", "|", "<cr>"])
        let completion = try Self.tree.completion(try CommandText("find on et"), from: 0, names: Names())
        #expect(completion == CompletionAnswer(partial: "et", candidates: ["eth0", "eth1"]))
    }
}
