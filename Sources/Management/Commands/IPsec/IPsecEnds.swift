import Core

/// What both ends of new associations of ESP are configured by.
struct IPsecEnds {
    /// The home agent's.
    let homeAgent: IPsecConfiguration
    /// The mobile node's.
    let mobileNode: IPsecConfiguration

    /// Ends with keys that are written down.
    init(_ associations: ManualAssociations, protecting former: IPsecConfiguration?) {
        self.init(.manual(associations), .manual(associations.otherEnd), protecting: former)
    }

    /// Ends that negotiate keys.
    init(homeAgent: String, mobileNode: String, _ key: SecretKey, protecting former: IPsecConfiguration?) {
        func exchange(_ local: String, _ remote: String) -> IPsecKeying {
            .ikev2(InternetKeyExchange(localIdentity: local, remoteIdentity: remote, credential: .preSharedKey(key)))
        }
        self.init(exchange(homeAgent, mobileNode), exchange(mobileNode, homeAgent), protecting: former)
    }

    /// What is protected stays as it was; where there was no ESP, return routability is (RFC 6275 section 5.2.5).
    private init(_ homeAgent: IPsecKeying, _ mobileNode: IPsecKeying, protecting former: IPsecConfiguration?) {
        var configuration = former ?? IPsecConfiguration()
        if former == nil { configuration.protectsReturnRoutability = true }
        configuration.keying = homeAgent
        self.homeAgent = configuration
        configuration.keying = mobileNode
        self.mobileNode = configuration
    }
}

extension IPsecEnds {
    /// The lines of both ends, keys in clear.
    ///
    /// - Parameter homeAddress: The mobile node's; `nil` while that is not known.
    func text(hostGroup name: String, homeAddress: InterfaceAddress?) -> String {
        var group = Configuration()
        group.homeAgent.hostGroups[name] = HostGroupSettings()
        group.homeAgent.hostGroups[name]?.ipsec = homeAgent
        var node = Configuration()
        var home = HomeAddressConfiguration(homeAddress ?? InterfaceAddress(address: .unspecified, prefixLength: 64))
        home.ipsec = mobileNode
        node.mobileNode = MobileNodeConfiguration()
        node.mobileNode?.homeAddresses = [home]
        let nodeLines =
            homeAddress == nil
            ? ["! the mobile node, below the home-address of its ipv6 mobile mobile-node"]
                + lines(of: node).filter { $0.hasPrefix("  ") }
            : ["! the mobile node"] + lines(of: node)
        return (["! the home agent"] + lines(of: group) + nodeLines).map { $0 + "\n" }.joined()
    }

    private func lines(of configuration: Configuration) -> [String] {
        ConfigurationPrinter(configuration: configuration, secrets: .clear).placedLines.map { line in
            String(repeating: " ", count: line.depth) + line.text
        }
    }
}
