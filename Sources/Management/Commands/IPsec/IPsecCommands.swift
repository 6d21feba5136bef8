import Core

/// Commands about ESP between mobile nodes and home agent.
enum IPsecCommands {
    static let all = [associations, generate]

    // MARK: Associations

    private static let homeAddress = Parameter("home address", .address, "The home address")

    private static let associations = ShowCommands.show(
        Words.ipv6Mobile + [
            .word("security-associations", "Associations of ESP, without keys"),
            .optional([.word("home-address", "Of one home address alone"), .value(homeAddress)]),
        ], .user
    ) { (router, arguments) throws(CommandFailure) in
        let associations = try CommandFailure.refusing { () throws(Refusal) in try router.securityAssociations() }
        return SecurityAssociationReport(
            associations, router.keyExchange, homeAddress: arguments[homeAddress])
    }

    // MARK: Keys

    private static let group = Parameter("group", .name(upTo: 64), "Name of its host group", suggestions: .hostGroup)
    private static let isNegotiated = Key<Bool>("ikev2")

    /// What it prints is kept nowhere, and can go into no file.
    private static let generate = ExecCommand(
        [
            .word("crypto", "Keys"), .word("key", "Keys"),
            .word("generate", "Make keys, and show once the lines that both ends need"),
            .word("host", "For a mobile node"), .value(group),
            .optional([.word("ikev2", "A key by which both ends prove to IKEv2 who they are", says: isNegotiated, true)]
            ),
        ], .privileged
    ) { (_, router, arguments) throws(CommandFailure) in
        guard let name = arguments[group] else { return .none }
        let settings = router.configuration.homeAgent.hostGroups[name]
        var maker = IPsecKeyMaker(avoiding: router.configuration, random: router.randomNumbers)
        let ends: IPsecEnds
        if arguments[isNegotiated] == true {
            ends = IPsecEnds(
                homeAgent: router.configuration.hostName, mobileNode: settings?.userName ?? name, maker.key(),
                protecting: settings?.ipsec)
        } else {
            guard settings?.isForMany != true else {
                throw CommandFailure(
                    .refused, at: arguments.offset(named: group.key.name),
                    reason: """
                        Host group \(name) is for more than one home address, and associations with keys that are \
                        written down are those of one.
                        """)
            }
            ends = IPsecEnds(maker.associations(), protecting: settings?.ipsec)
        }
        return .text(ends.text(hostGroup: name, homeAddress: router.configuration.homeAddress(of: settings)))
    }
}

extension HostGroupSettings {
    /// The identifier of its one mobile node, if IKEv2 can have it for an identity.
    fileprivate var userName: String? {
        identifier.flatMap { $0.isRealm ? nil : $0.description }.flatMap { name in
            ArgumentType<String>.ikeIdentity.canSay(name) ? name : nil
        }
    }
}

extension Configuration {
    /// The home address of a group that has one, with the length of its home link's prefix, or 64.
    fileprivate func homeAddress(of group: HostGroupSettings?) -> InterfaceAddress? {
        guard let prefix = group?.homeAddresses, prefix.length == 128 else { return nil }
        let links = interfaces.values.lazy.flatMap(\.interfaceAddresses).filter { $0.prefix.contains(prefix.address) }
        return InterfaceAddress(
            address: prefix.address, prefixLength: links.map(\.prefixLength).filter { $0 < 128 }.max() ?? 64)
    }
}
