import Core

/// Commands about the multicast groups of mobile nodes.
enum MulticastCommands {
    static let all = [groups]

    private static let address = Parameter("address", .address, "A group, or the home address of a mobile node")

    private static let groups = ShowCommands.show(
        Words.ipv6Mobile + [
            .word("groups", "Multicast groups that mobile nodes listen to"), .optional([.value(address)]),
        ], .user
    ) { router, arguments in
        GroupReport(pages: router.groupMemberships, address: arguments[address])
    }
}
