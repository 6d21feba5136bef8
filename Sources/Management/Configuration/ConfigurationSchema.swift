/// The one table of configuration lines: per mode, in the order they are printed.
enum ConfigurationSchema {
    /// The lines of a mode, in groups; `!` stands between groups of global configuration.
    static func groups(of mode: Mode) -> [[SchemaLine]] {
        switch mode {
        case .userExec, .privilegedExec: []
        case .configure:
            [
                ServiceLines.all, SystemLines.all, LoggingLines.all, AccessLines.all, ArchiveLines.sections,
                MobilityLines.all, HomeAgentLines.sections, CorrespondentNodeLines.sections,
                MobileNodeLines.sections, InterfaceLines.sections, RouteLines.all, PrefixListLines.all,
                AccessListLines.sections,
                AliasLines.all, BannerLines.all, LineLines.sections,
            ]
        case .archive: [ArchiveLines.all]
        case .line: [LineLines.all]
        case .homeAgent: [HomeAgentLines.all, HostGroupLines.sections]
        case .hostGroup: [HostGroupLines.all]
        case .correspondentNode: [CorrespondentNodeLines.all]
        case .mobileNode: [HomeAddressLines.sections, MobileNodeLines.all]
        case .homeAddress: [HomeAddressLines.all]
        case .accessList: [AccessListLines.all]
        case .interface:
            [
                InterfaceLines.all, NeighborDiscoveryLines.all, AdvertisedPrefixLines.all, AdvertisedNameLines.all,
                InterfaceMobilityLines.all,
            ]
        }
    }

    /// What a line of a configuration mode does.
    enum Command: Sendable {
        /// Says something.
        case set(SchemaLine)
        /// Takes it back.
        case remove(SchemaLine)
        /// Takes it back, if it is there.
        case reset(SchemaLine)
        /// `exit`: to the mode this one was opened in.
        case exit
        /// `end`: out of configuration.
        case end
        /// `do`: a command of privileged mode.
        case execute
    }

    /// The grammar of a configuration mode.
    static func tree(of mode: Mode) -> CommandTree<Command> {
        trees[mode] ?? CommandTree()
    }

    private static let trees: [Mode: CommandTree<Command>] = Dictionary(
        uniqueKeysWithValues: Mode.allCases.filter(\.isConfiguration).map { ($0, makeTree(of: $0)) })

    private static func makeTree(of mode: Mode) -> CommandTree<Command> {
        var tree = CommandTree<Command>()
        for line in groups(of: mode).joined() {
            tree.insert(line.grammar, .set(line))
            tree.insert(line.negatedGrammar, .remove(line))
            tree.insert(line.defaultGrammar, .reset(line))
        }
        tree.insert([.word("exit", "Leave this mode")], .exit)
        tree.insert([.word("end", "Leave configuration")], .end)
        tree.insert(
            [.word("do", "Execute a command of privileged mode"), .value(Parameter("command", .line, "The command"))],
            .execute)
        return tree
    }
}
