import Core

/// Commands about neighbors.
enum BoxNeighborCommands {
    static let all = [show, clear]

    private static let neighbors = Grammar.word("neighbors", "Neighbors and their link-layer addresses")
    private static let interface = BoxInterfaceCommands.interface
    private static let address = Parameter("address", .address, "One neighbor")

    private static let show = BoxCommands.show(
        [Words.ipv6, neighbors, .optional([.value(interface)]), .optional([.value(address)])]
    ) { (router, arguments) throws(CommandFailure) in
        try BoxInterfaceCommands.requireInterface(router, arguments)
        return try CommandFailure.refusing { () throws(Refusal) in try router.surveyNeighbors() }
    } _: { neighbors, _, arguments in
        NeighborReport(
            neighbors: neighbors.filter {
                (arguments[interface].map(\.text) ?? $0.interface) == $0.interface
                    && (arguments[address] ?? $0.address) == $0.address
            })
    }

    private static let clear = ExecCommand(
        [
            .word("clear", "End or reset"), Words.ipv6,
            .word("neighbors", "Neighbors that were learned; they are asked for again when they are needed"),
            .optional([.value(interface)]),
        ], .privileged
    ) { (_, router, arguments) throws(CommandFailure) in
        try BoxInterfaceCommands.requireInterface(router, arguments)
        let survey = try CommandFailure.refusing { () throws(Refusal) in
            try router.forgetNeighbors(of: arguments[interface])
        }
        return .survey(survey) { _ in .none }
    }
}
