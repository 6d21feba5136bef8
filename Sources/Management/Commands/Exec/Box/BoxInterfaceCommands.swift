/// Commands about interfaces.
enum BoxInterfaceCommands {
    static let all = [interfaces, descriptions, ipv6Interface]

    /// The interface that is meant.
    static let interface = Parameter(
        "interface", .interfaceName, "Name of the interface (Ethernet1 is eth1)", suggestions: .interface)

    /// Refuses the name of an interface that is not there.
    static func requireInterface(_ router: any ManagedRouter, _ arguments: Arguments) throws(CommandFailure) {
        guard let name = arguments[interface], !router.interfaceNames.contains(name.text) else { return }
        throw CommandFailure(
            .refused, at: arguments.offset(named: interface.key.name), reason: "There is no interface \(name).")
    }

    private static let isBrief = Key<Bool>("brief")
    private static let show = Grammar.word("interfaces", "Interfaces, their state and counters")

    private static let interfaces = BoxCommands.show(
        [show, .optional([.value(interface)])], surveyInterfaces
    ) { interfaces, router, arguments in
        InterfaceReport(
            interfaces: interfaces.filter { arguments.mean($0.name) }.map { $0.described(by: router.configuration) })
    }

    private static let descriptions = BoxCommands.show(
        [show, .word("description", "State and description of each")], surveyInterfaces
    ) { interfaces, router, _ in
        InterfaceDescriptionReport(interfaces: interfaces.map { $0.described(by: router.configuration) })
    }

    private static let ipv6Interface = BoxCommands.show(
        [
            Words.ipv6, .word("interface", "What IPv6 does on interfaces"),
            .anyOrder([[.word("brief", "States and addresses alone", says: isBrief, true)], [.value(interface)]]),
        ]
    ) { (router, arguments) throws(CommandFailure) in
        try requireInterface(router, arguments)
        return try CommandFailure.refusing { () throws(Refusal) in try router.surveyIPv6Interfaces() }
    } _: { interfaces, router, arguments in
        IPv6InterfaceReport(
            interfaces: interfaces.filter { arguments.mean($0.name) }.map { $0.completed(by: router) },
            isBrief: arguments[isBrief] == true)
    }

    @Sendable private static func surveyInterfaces(
        _ router: any ManagedRouter, _ arguments: Arguments
    ) throws(CommandFailure) -> Survey<[InterfaceStatus]> {
        try requireInterface(router, arguments)
        return try CommandFailure.refusing { () throws(Refusal) in try router.surveyInterfaces() }
    }
}

extension Arguments {
    /// Whether an interface is meant: the one that is named, or every one.
    fileprivate func mean(_ interface: String) -> Bool {
        self[BoxInterfaceCommands.interface].map { $0.text == interface } ?? true
    }
}
