import Core

extension Configuration {
    /// Associations of host groups that cannot be in force, or not together.
    var ipsecContradiction: Contradiction? {
        let groups = homeAgent.hostGroups.compactMapValues(\.ipsec?.manual)
        return keysOfMany(groups) ?? Self.sharedInboundIndex(groups) ?? Self.sharedOutboundIndex(groups)
            ?? sharedIdentities
    }

    /// Two groups of which strongSwan could not tell whose mobile node it is.
    private var sharedIdentities: Contradiction? {
        let exchanges = homeAgent.hostGroups.compactMapValues(\.ipsec?.exchange)
        let owners = exchanges.lazy.map { name, exchange in
            (key: [exchange.localIdentity, exchange.remoteIdentity], owner: name)
        }
        return Self.firstShared(owners, about: exchanges.count).map { identities, first, second in
            Contradiction(
                path: Self.path(ofHostGroup: second),
                reason: """
                    Host groups \(first) and \(second) have the same identities \(identities[0]) and \(identities[1]): \
                    a mobile node is told by its own.
                    """)
        }
    }

    /// Associations of a home address of this node that cannot be in force together.
    var mobileNodeIPsecContradiction: Contradiction? {
        var owners: [UInt32: IPv6Address] = [:]
        for home in mobileNode?.homeAddresses ?? [] {
            let address = home.homeAddress.address
            let path = ModePath.global.opening(.mobileNode, key: "").opening(.homeAddress, key: "\(address)")
            if home.ipsec?.manual?.hasSharedIndex ?? false {
                return Contradiction(
                    path: path,
                    reason: "Home address \(address) has two associations of one direction with the same SPI.")
            }
            // Packets out of a tunnel come to a care-of address: the SPI alone tells whose they are.
            guard let index = home.ipsec?.manual?.tunnelInbound?.securityParameterIndex else { continue }
            if let other = owners.updateValue(address, forKey: index) {
                return Contradiction(
                    path: path,
                    reason: """
                        Home addresses \(other) and \(address) have the same SPI for what comes through their tunnels.
                        """)
            }
        }
        return nil
    }

    /// What an operator should know of ESP that was asked for and is not whole.
    var ipsecWarnings: [String] {
        let homes = (mobileNode?.homeAddresses ?? []).flatMap { home in
            (home.ipsec?.warnings() ?? []).map { "Home address \(home.homeAddress.address): \($0)" }
        }
        return hostGroupIPsecWarnings + homes
    }

    /// Whether it says of ESP between mobile nodes and home agents what `former` did not say.
    public func asksForProtection(beyond former: Configuration) -> Bool {
        asksForMobileNodeProtection(beyond: former) || asksForHomeAgentProtection(beyond: former)
    }

    private func asksForMobileNodeProtection(beyond former: Configuration) -> Bool {
        let formerHomes = former.mobileNode?.homeAddresses ?? []
        return (mobileNode?.homeAddresses ?? []).contains { home in
            home.ipsec != nil && home.ipsec != formerHomes.first { $0.homeAddress == home.homeAddress }?.ipsec
        }
    }

    private func asksForHomeAgentProtection(beyond former: Configuration) -> Bool {
        let (groups, formerGroups) = (homeAgent.hostGroups, former.homeAgent.hostGroups)
        return groups != formerGroups
            && groups.contains { name, group in group.ipsec != nil && group.ipsec != formerGroups[name]?.ipsec }
    }

    private var hostGroupIPsecWarnings: [String] {
        let names = homeAgent.hostGroups.filter { !$0.value.ipsecWarnings.isEmpty }.keys.sorted()
        return names.prefix(Self.maximumWarnings).flatMap { name in
            (homeAgent.hostGroups[name]?.ipsecWarnings ?? []).map { "Host group \(name): \($0)" }
        }
    }

    /// Groups that are named at most.
    private static var maximumWarnings: Int { 10 }

    private func keysOfMany(_ groups: [String: ManualAssociations]) -> Contradiction? {
        groups.keys.filter { homeAgent.hostGroups[$0]?.isForMany ?? false }.min().map { name in
            Contradiction(
                path: Self.path(ofHostGroup: name),
                reason: """
                    Host group \(name) is for more than one home address, and the associations of `ipsec manual` are \
                    those of one: give each mobile node a host group of its own.
                    """)
        }
    }

    /// What comes to this home agent is told apart by its index alone.
    private static func sharedInboundIndex(_ groups: [String: ManualAssociations]) -> Contradiction? {
        let owners = groups.lazy.flatMap { name, associations in
            associations.inboundIndices.lazy.map { (key: $0, owner: name) }
        }
        return firstShared(owners, about: 2 * groups.count).map { index, first, second in
            let owners = first == second ? "Host group \(first) has" : "Host groups \(first) and \(second) have"
            return Contradiction(
                path: path(ofHostGroup: second),
                reason: "\(owners) two inbound associations with SPI hex \(String(index, radix: 16)).")
        }
    }

    private static func sharedOutboundIndex(_ groups: [String: ManualAssociations]) -> Contradiction? {
        groups.filter(\.value.hasSharedIndex).keys.min().map { name in
            Contradiction(
                path: path(ofHostGroup: name),
                reason: "Host group \(name) has two outbound associations with the same SPI.")
        }
    }
}

extension HostGroupSettings {
    /// Whether it may be for several home addresses.
    var isForMany: Bool {
        homeAddresses.map { $0.length != 128 } ?? false || identifier?.isRealm ?? false
    }

    fileprivate var ipsecWarnings: [String] {
        guard let ipsec else { return [] }
        let isWithoutAddress = homeAddresses == nil && ipsec.keying != nil && !isNegotiatedForMany
        return ipsec.warnings(alsoMissing: isWithoutAddress ? ["address"] : [])
            + (isNegotiatedForMany
                ? ["strongSwan negotiates for a group of one home address: nothing is negotiated for this one."] : [])
    }

    private var isNegotiatedForMany: Bool {
        ipsec?.exchange != nil && isForMany
    }
}

extension ManualAssociations {
    fileprivate var inboundIndices: [UInt32] { [inbound, tunnelInbound].compactMap { $0?.securityParameterIndex } }

    /// Whether transport and tunnel have the same index in a direction.
    fileprivate var hasSharedIndex: Bool {
        inbound.map { $0.securityParameterIndex == tunnelInbound?.securityParameterIndex } ?? false
            || outbound.map { $0.securityParameterIndex == tunnelOutbound?.securityParameterIndex } ?? false
    }
}

extension IPsecConfiguration {
    /// What an operator should know of it, a sentence each.
    func warnings(alsoMissing others: [String] = []) -> [String] {
        let missing = others + missingLines
        return [
            missing.isEmpty
                ? nil
                : """
                ESP is not whole without \(missing.map { "`\($0)`" }.joined(separator: ", ")): what it is for does not \
                pass, and nothing passes unprotected.
                """,
            hasIdleTunnel ? "`ipsec manual tunnel` protects nothing without `ipsec protect`." : nil,
            hasCounterModeWithWrittenKey
                ? """
                AES-GCM is not safe with a key that is written down, as it may use a counter again when an end starts \
                anew (RFC 4106 section 2): `encryption aes-cbc`, or `ipsec ikev2`, is.
                """ : nil,
        ].compactMap(\.self)
    }

    private var isTunnelUsed: Bool { protectsReturnRoutability || protectsPayload }

    private var missingLines: [String] {
        switch keying {
        case nil: ["ipsec manual` or `ipsec ikev2"]
        case .ikev2: []
        case .manual(let associations):
            ManualAssociationRole.allCases.filter { role in
                associations[keyPath: role.field] == nil && (isTunnelUsed || !role.isTunnel)
            }.map(\.words)
        }
    }

    private var hasIdleTunnel: Bool {
        guard let manual, !isTunnelUsed else { return false }
        return ManualAssociationRole.allCases.contains { $0.isTunnel && manual[keyPath: $0.field] != nil }
    }

    private var hasCounterModeWithWrittenKey: Bool {
        guard let manual else { return false }
        return ManualAssociationRole.allCases.contains { role in
            if case .galoisCounterMode = manual[keyPath: role.field]?.transform { true } else { false }
        }
    }
}
