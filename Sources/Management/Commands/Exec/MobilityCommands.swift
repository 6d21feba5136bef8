import Core

/// Commands about Mobile IPv6 beside its bindings and counters.
enum MobilityCommands {
    static let all = [globals, homeAgents, clearHomeAgents, hostGroups, tunnels]

    private static let globals = ShowCommands.show(
        Words.ipv6Mobile + [.word("globals", "What holds for all home links")], .user
    ) { router, _ in
        MobilityGlobalsReport(
            router.configuration, router.homeLinkRouters, router.bindingNumbers,
            correspondentBindings: router.numberOfCorrespondentBindings, mobileNode: router.mobileNodeStatus)
    }

    // MARK: Home agents

    private static let link = Parameter(
        "interface", .interfaceName, "Home link (Ethernet1 is eth1)", suggestions: .homeLink)
    private static let prefix = Parameter("prefix", .addressOrPrefix, "Home agents with an address in it")
    private static let homeAgentsWord = Grammar.word("home-agents", "Home agents and routers of the home links")

    private static let homeAgents = ShowCommands.show(
        Words.ipv6Mobile + [homeAgentsWord, .optional([.value(link), .optional([.value(prefix)])])], .user
    ) { (router, arguments) throws(CommandFailure) in
        HomeAgentsReport(
            try homeLinks(arguments, on: router), prefix: arguments[prefix], at: router.now)
    }

    private static let clearHomeAgents = ExecCommand(
        [ClearCommands.word] + Words.ipv6Mobile + [homeAgentsWord, .optional([.value(link)])], .privileged
    ) { (_, router, arguments) throws(CommandFailure) in
        _ = try homeLinks(arguments, on: router)
        router.clearHomeAgents(on: arguments[link]?.text)
        return .none
    }

    /// The home links that are meant.
    private static func homeLinks(
        _ arguments: Arguments, on router: any ManagedRouter
    ) throws(CommandFailure) -> [HomeLinkRouters] {
        try InterfaceArguments.requireInterface(link, arguments, on: router)
        let homeLinks = router.homeLinkRouters
        guard let name = arguments[link] else { return homeLinks }
        guard let homeLink = homeLinks.first(where: { $0.name == name.text }) else {
            throw CommandFailure(
                .refused, at: arguments.offset(named: link.key.name),
                reason: "\(name) is no home link; `ipv6 mobile` and `ipv6 mobile home-agent enable` make it one.")
        }
        return [homeLink]
    }

    // MARK: Host groups

    private static let group = Parameter("group", .name(upTo: 64), "Name of the group", suggestions: .hostGroup)

    private static let hostGroups = ShowCommands.show(
        Words.ipv6Mobile + [
            .word("host", "Mobile nodes"), .word("groups", "Who may register, without the keys"),
            .optional([.value(group)]),
        ], .user
    ) { (router, arguments) throws(CommandFailure) in
        if let name = arguments[group], router.configuration.homeAgent.hostGroups[name] == nil {
            throw CommandFailure(
                .refused, at: arguments.offset(named: group.key.name), reason: "There is no host group \(name).")
        }
        return HostGroupReport(router.configuration, name: arguments[group])
    }

    // MARK: Tunnels

    private static let form = Key<TunnelReport.Form>("form")
    private static let number = Parameter<UInt32>("number", .number(1...UInt32.max), "Its place in the list")
    private static let homeAddress = Parameter("home address", .address, "The one of a mobile node")

    private static let tunnels = ShowCommands.show(
        Words.ipv6Mobile + [
            .word("tunnels", "Tunnels to mobile nodes"),
            .optional([
                .choice([
                    [.word("summary", "A line for each, and the sums", says: form, .summary)],
                    [.value(homeAddress)],
                    [.optional([.word("tunnel", "One of them")]), .value(number)],
                ])
            ]),
        ], .user
    ) { router, arguments in
        let selector = BindingSelector(homeAddress: arguments[homeAddress].map { IPv6Prefix($0) })
        let selection = arguments[homeAddress].map { _ in TunnelReport.Selection.homeAddress }
        return TunnelReport(
            pages: router.bindings(matching: selector),
            selection: selection ?? arguments[number].map { .number(Int($0)) } ?? .all,
            form: arguments[form] ?? .full, pathMTU: router.pathMTU)
    }
}
