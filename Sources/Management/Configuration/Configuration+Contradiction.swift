import Core

extension Configuration {
    /// The first contradiction between lines, in the order of names.
    var contradiction: Contradiction? {
        sharedHomeAddresses ?? sharedInterfaceAddress ?? shortRouterLifetime
    }

    /// What an operator should know of the configuration, a sentence each.
    public var warnings: [String] {
        authenticationWarnings + filterWarnings
    }

    private var authenticationWarnings: [String] {
        homeAgent.requiresAuthentication
            ? []
            : ["Home registrations need no authentication: anybody can redirect the traffic of a mobile node."]
    }

    /// Two host groups for the same addresses: neither is the more exact.
    private var sharedHomeAddresses: Contradiction? {
        var owners: [IPv6Prefix: String] = [:]
        for (name, group) in homeAgent.hostGroups.sorted(by: { $0.key < $1.key }) {
            guard let prefix = group.homeAddresses else { continue }
            if let owner = owners.updateValue(name, forKey: prefix) {
                return Contradiction(
                    path: ModePath.global.opening(.homeAgent, key: "").opening(.hostGroup, key: name),
                    reason: "Host groups \(owner) and \(name) have the same address \(prefix).")
            }
        }
        return nil
    }

    /// One address on two interfaces.
    private var sharedInterfaceAddress: Contradiction? {
        var owners: [IPv6Address: InterfaceName] = [:]
        for (name, interface) in interfaces.sorted(by: { $0.key < $1.key }) {
            for address in interface.addresses.keys where !address.isLinkLocal {
                guard let owner = owners.updateValue(name, forKey: address) else { continue }
                return Contradiction(
                    path: ModePath.global.opening(.interface, key: name.text),
                    reason: "Interfaces \(owner) and \(name) have the same address \(address).")
            }
        }
        return nil
    }
}
