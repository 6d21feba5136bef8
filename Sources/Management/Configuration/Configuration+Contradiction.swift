import Core

extension Configuration {
    /// The first contradiction between lines, in the order of names.
    var contradiction: Contradiction? {
        contradiction(after: Configuration())
    }

    /// The first contradiction that a change of another configuration, in which there is none, brings: what is as it
    /// was is not looked at.
    func contradiction(after former: Configuration) -> Contradiction? {
        (homeAgent.hostGroups == former.homeAgent.hostGroups ? nil : sharedHomeAddresses ?? sharedIdentifier)
            ?? (interfaces == former.interfaces ? nil : sharedInterfaceAddress ?? shortRouterLifetime)
            ?? (interfaces == former.interfaces && mobileNode == former.mobileNode ? nil : mobileNodeContradiction)
    }

    /// What an operator should know of the configuration, a sentence each.
    public var warnings: [String] {
        authenticationWarnings + keyWarnings + filterWarnings + mobileNodeWarnings
    }

    private var authenticationWarnings: [String] {
        homeAgent.requiresAuthentication
            ? []
            : ["Home registrations need no authentication: anybody can redirect the traffic of a mobile node."]
    }

    /// A home agent that nobody can register with.
    private var keyWarnings: [String] {
        guard isMobilityEnabled, homeAgent.requiresAuthentication,
            interfaces.values.contains(where: \.isHomeAgentEnabled),
            !homeAgent.hostGroups.values.contains(where: { !$0.securityAssociations.isEmpty })
        else { return [] }
        return [
            "Home registrations need a key, and no `host group` of `ipv6 mobile home-agent` has one: nobody can register."
        ]
    }

    /// Two host groups for the same addresses: neither is the more exact. Where identifiers tell groups apart, any one
    /// of them stands for all.
    private var sharedHomeAddresses: Contradiction? {
        let groups = homeAgent.hostGroups.lazy.compactMap { name, group in
            group.homeAddresses.map { (key: $0, owner: name, isShared: group.sharesHomeAddresses) }
        }
        let shared = groups.filter(\.isShared).map { ($0.key, $0.owner) }
        let owners =
            groups.filter { !$0.isShared }.map { (key: $0.key, owner: $0.owner) }
            + Dictionary(shared, uniquingKeysWith: min).map { (key: $0.key, owner: $0.value) }
        return Self.firstShared(owners, about: homeAgent.hostGroups.count).map { prefix, first, second in
            Contradiction(
                path: Self.path(ofHostGroup: second),
                reason:
                    "Host groups \(first) and \(second) have the same address \(HostGroupSettings.text(of: prefix)).")
        }
    }

    /// One identifier of two host groups.
    private var sharedIdentifier: Contradiction? {
        let owners = homeAgent.hostGroups.lazy.compactMap { name, group in
            group.identifier.map { (key: $0, owner: name) }
        }
        return Self.firstShared(owners, about: homeAgent.hostGroups.count).map { identifier, first, second in
            Contradiction(
                path: Self.path(ofHostGroup: second),
                reason: "Host groups \(first) and \(second) have the same identifier \(identifier).")
        }
    }

    private static func path(ofHostGroup name: String) -> ModePath {
        ModePath.global.opening(.homeAgent, key: "").opening(.hostGroup, key: name)
    }

    /// One address on two interfaces.
    private var sharedInterfaceAddress: Contradiction? {
        let owners = interfaces.lazy.flatMap { name, interface in
            interface.addresses.keys.lazy.filter { !$0.isLinkLocal }.map { (key: $0, owner: name) }
        }
        return Self.firstShared(owners, about: interfaces.count).map { address, first, second in
            Contradiction(
                path: ModePath.global.opening(.interface, key: second.text),
                reason: "Interfaces \(first) and \(second) have the same address \(address).")
        }
    }

    /// What has two owners, and the first two in their order; if there are several such, that of which the second owner
    /// comes first. Only where something is shared, which is never in force, are owners put in order.
    private static func firstShared<Key: Hashable, Owner: Comparable>(
        _ owners: some Sequence<(key: Key, owner: Owner)>, about count: Int
    ) -> (key: Key, first: Owner, second: Owner)? {
        var seen = Set<Key>(minimumCapacity: count)
        guard !owners.allSatisfy({ seen.insert($0.key).inserted }) else { return nil }
        var first: [Key: Owner] = [:]
        for (key, owner) in owners.sorted(by: { $0.owner < $1.owner }) {
            if let other = first.updateValue(owner, forKey: key) { return (key, other, owner) }
        }
        return nil
    }
}
