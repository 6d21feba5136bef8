import Synchronization

/// The one table of commands that are executed at once.
enum ExecSchema {
    /// All of them.
    static let commands: [ExecCommand] = [
        PrivilegeCommands.all,
        LoginCommands.all,
        LineCommands.all,
        SessionCommands.all,
        TerminalCommands.all,
        ShowCommands.all,
        RunningConfigurationCommands.all,
        FilterShowCommands.all,
        MobilityCommands.all,
        MobileNodeCommands.all,
        MulticastCommands.all,
        IPsecCommands.all,
        ClearCommands.all,
        FilterClearCommands.all,
        FileCommands.all,
        ConfigureCommands.all,
        ReplaceCommand.all,
        ArchiveCommands.all,
        ReloadCommands.all,
        BoxCommands.all,
        LogCommands.all,
        DebugCommands.all,
        AuditCommands.all,
    ].flatMap(\.self)

    /// The grammar of what a privilege reaches, if `privilege exec level` moves some commands.
    static func tree(for privilege: Privilege, _ levels: [CommandWords: UInt8]) -> CommandTree<ExecCommand> {
        guard levels.isEmpty else { return moved.withLock { $0.tree(for: privilege, levels) } }
        let level = standardLevels.last { $0 <= privilege }
        return level.flatMap { standard[$0] } ?? CommandTree()
    }

    /// The levels at which there are commands, in order.
    static func levels(_ levels: [CommandWords: UInt8]) -> [Privilege] {
        Set(standardLevels + levels.values.map { Privilege($0) }).sorted()
    }

    /// The words of a line in full, if commands begin with them and they say nothing but themselves.
    static func fixedWords(of line: CommandText, from start: Int) -> [String]? {
        whole.fixedWords(of: line, from: start)
    }

    /// Commands that are there for everybody, whatever is configured: who could not enable could be locked out.
    static func isForEverybody(_ words: CommandWords) -> Bool {
        commands.contains { $0.privilege == Privilege(0) && $0.grammar.first?.fixedWord == words.words.first }
    }

    /// The grammar of all of them.
    static let whole: CommandTree<ExecCommand> = {
        var tree = CommandTree<ExecCommand>()
        for command in commands { tree.insert(command.grammar, command) }
        return tree
    }()
    private static let moved = Mutex(MovedCommands())
    private static let standardLevels = Set(commands.map(\.privilege)).sorted()
    private static let standard = Dictionary(
        uniqueKeysWithValues: standardLevels.map { ($0, whole.restricted(to: $0, [:])) })
}

/// The grammar of what privileges reach by the lines that are in force.
private struct MovedCommands: Sendable {
    private var levels: [CommandWords: UInt8] = [:]
    private var trees: [Privilege: CommandTree<ExecCommand>] = [:]

    mutating func tree(for privilege: Privilege, _ levels: [CommandWords: UInt8]) -> CommandTree<ExecCommand> {
        if levels != self.levels {
            self.levels = levels
            trees = [:]
        }
        if let tree = trees[privilege] { return tree }
        let tree = ExecSchema.whole.restricted(to: privilege, levels)
        trees[privilege] = tree
        return tree
    }
}

extension Grammar {
    /// The word, if it is a fixed one.
    fileprivate var fixedWord: String? {
        if case .keyword(let keyword) = self { keyword.word } else { nil }
    }
}
