import Core

/// Commands about this machine as a mobile node.
enum MobileNodeCommands {
    static let all = [status, bindingUpdateList, restart, forgetHomeAgents]

    private static let status = ShowCommands.show(Words.ipv6MobileMobileNode, .user) { router, _ in
        MobileNodeReport(router)
    }

    private static let bindingUpdateList = ShowCommands.show(
        Words.ipv6Mobile + [.word("binding-update-list", "Who was told where this machine is")], .user
    ) { router, _ in
        BindingUpdateListReport(entries: router.bindingUpdateList, now: router.now)
    }

    private static let homeAddress = Parameter("home address", .address, "One of this machine's")

    private static let restart = ExecCommand(
        [ClearCommands.word] + Words.ipv6MobileMobileNode + [
            .optional([.word("home-address", "One home address alone"), .value(homeAddress)])
        ], .privileged
    ) { (_, router, arguments) throws(CommandFailure) in
        let homeAddresses = router.mobileNodeStatus.homeAddresses.map(\.homeAddress.address)
        if let address = arguments[homeAddress], !homeAddresses.contains(address) {
            throw CommandFailure(
                .refused, at: arguments.offset(named: homeAddress.key.name),
                reason: "\(address) is no home address of this machine.")
        }
        router.restartMobileNode(homeAddress: arguments[homeAddress])
        return .none
    }

    private static let forgetHomeAgents = ExecCommand(
        [ClearCommands.word] + Words.ipv6MobileMobileNode + [.word("home-agents", "Those that were heard")],
        .privileged
    ) { _, router, _ in
        router.forgetHomeAgents()
        return .none
    }
}
