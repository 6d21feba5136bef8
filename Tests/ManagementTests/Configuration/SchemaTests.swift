import Testing

@testable import Management

@Suite struct SchemaTests {
    @Test(arguments: Mode.allCases.filter(\.isConfiguration))
    func noTwoLinesOfAModeAreTheSame(mode: Mode) {
        #expect(ConfigurationSchema.tree(of: mode).conflicts.isEmpty)
    }

    @Test func noTwoCommandsAreTheSame() {
        #expect(ExecSchema.whole.conflicts.isEmpty)
    }

    @Test func everyWordIsExplainedAndInLowerCase() {
        let lines = Mode.allCases.flatMap { ConfigurationSchema.groups(of: $0).joined() }.map(\.grammar)
        let elements = (lines + ExecSchema.commands.map(\.grammar)).flatMap { $0.flatMap(\.leaves) }
        #expect(elements.count > 100)
        for element in elements {
            switch element {
            case .keyword(let keyword):
                #expect(!keyword.help.isEmpty && keyword.word == keyword.word.lowercased(), "\(keyword.word)")
            case .parameter(let parameter):
                #expect(!parameter.help.isEmpty && !parameter.symbol.isEmpty, "\(parameter.name)")
            case .optional, .choice, .anyOrder: Issue.record("no leaf")
            }
        }
    }

    @Test func everyModeButTheFirstIsOpenedByALine() {
        let opened = Mode.allCases.flatMap { ConfigurationSchema.groups(of: $0).joined() }.compactMap(\.opens)
        #expect(Set(opened) == Set(Mode.allCases.filter(\.isConfiguration)).subtracting([.configure]))
        for mode in opened { #expect(mode.parent != nil) }
    }
}
