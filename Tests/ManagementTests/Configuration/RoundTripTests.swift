import Core
import ManagementFixtures
import Testing

@testable import Management

@Suite struct RoundTripTests {
    @Test(arguments: 0..<200 as Range<UInt64>)
    func whatIsPrintedParsesToTheSame(seed: UInt64) throws {
        var random = RandomConfiguration(seed: seed)
        let configuration = try random.make()
        let text = configuration.text(secrets: .clear)
        #expect(try ConfigurationFile.parse(Array(text.utf8)) == configuration)
        #expect(try ConfigurationFile.parse(Array(text.utf8)).text(secrets: .clear) == text)
    }

    /// What is shown with all defaults says the same.
    @Test(arguments: 0..<50 as Range<UInt64>)
    func whatIsPrintedWithDefaultsParsesToTheSame(seed: UInt64) throws {
        var random = RandomConfiguration(seed: seed)
        let configuration = try random.make()
        let printer = ConfigurationPrinter(configuration: configuration, secrets: .clear, isWhole: true)
        let text = Array(printer.textLines).joined()
        #expect(try ConfigurationFile.parse(Array(text.utf8)) == configuration)
        #expect(text.split(separator: "\n").count > configuration.text(secrets: .clear).split(separator: "\n").count)
    }

    /// Typed line by line, each a transaction of its own, it is the same again.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func whatIsPrintedCanBeTyped(seed: UInt64) throws {
        var random = RandomConfiguration(seed: seed)
        let configuration = try random.make()
        let router = FixtureRouter()
        var person = try ScreenOperator(router, isInteractive: false)
        try person.type("configure terminal")
        for line in configuration.text(secrets: .clear).split(separator: "\n", omittingEmptySubsequences: false) {
            try person.type(String(line))
            #expect(person.code == .done, "\(line)")
        }
        #expect(router.configuration == configuration)
        #expect(person.prompt == "\(configuration.hostName)#")
    }

    /// `no` of every line that is printed leads to the default, whatever the order.
    @Test(arguments: 0..<100 as Range<UInt64>)
    func noOfEveryLineGivesTheDefault(seed: UInt64) throws {
        var random = RandomConfiguration(seed: seed)
        let configuration = try random.make()
        let printed = ConfigurationText(configuration, secrets: .clear).groups.joined()
        var lines = printed.flatMap { Self.negations($0, in: []) }
        var generator = SeededGenerator(seed: seed)
        lines.shuffle(using: &generator)
        // A section goes when it is empty, so that what is in it is taken back by its own lines.
        lines.sort { $0.count > $1.count }
        let text = lines.map { $0.joined(separator: "\n") + "\nexit\nexit\n" }.joined()
        #expect(try ConfigurationFile.parse(Array(text.utf8), into: configuration) == Configuration())
    }

    /// The random configurations are worth something: each line of the schema is among what they print.
    @Test func everyLineOfTheSchemaIsTested() throws {
        var printed: Set<String> = []
        for seed in 0..<200 as Range<UInt64> {
            var random = RandomConfiguration(seed: seed)
            let configuration = try random.make()
            for line in ConfigurationText(configuration, secrets: .clear).groups.joined() {
                printed.formUnion(Self.lines(line))
            }
        }
        for mode in Mode.allCases {
            for line in ConfigurationSchema.groups(of: mode).joined() {
                let words = line.grammar.prefix { if case .keyword = $0 { true } else { false } }
                let beginning =
                    GrammarPrinter(arguments: Arguments(), secrets: .clear).words(GrammarTemplate(Array(words))) ?? []
                #expect(printed.contains { $0.hasPrefix(beginning.joined(separator: " ")) }, "\(beginning)")
            }
        }
    }

    /// Every line of a section, as it is printed.
    private static func lines(_ line: ConfigurationText.Line) -> [String] {
        [line.line] + (line.lines ?? []).flatMap(lines)
    }

    /// For a line and every line in it: the lines that lead to it, and its `no` form.
    private static func negations(_ line: ConfigurationText.Line, in sections: [String]) -> [[String]] {
        [sections + [negation(of: line.line)]]
            + (line.lines ?? []).flatMap { negations($0, in: sections + [line.line]) }
    }

    /// What is on although no line says so is turned off by `no`, and is as it was by `default`.
    private static func negation(of line: String) -> String {
        if line == "ipv6 mobile correspondent-node" { return "default " + line }
        return line.hasPrefix("no ") ? String(line.dropFirst(3)) : "no " + line
    }
}
