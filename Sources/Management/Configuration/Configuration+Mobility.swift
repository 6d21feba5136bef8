import Core

extension Configuration {
    /// What the engine needs of it.
    ///
    /// - Parameter moment: The moment that the local clock shows a date at, on the clock that the engine goes by.
    public func mobility(_ moment: (LocalDate) -> Instant) -> MobilityConfiguration {
        mobility(after: Configuration(), MobilityConfiguration(), moment)
    }

    /// What the engine needs of it, if `mobility` is what it needs of a former configuration: what is as it was is taken
    /// over, so that a small change of a great configuration costs little.
    public func mobility(
        after former: Configuration, _ mobility: MobilityConfiguration, _ moment: (LocalDate) -> Instant
    ) -> MobilityConfiguration {
        var mobility = mobility
        mobility.isEnabled = isMobilityEnabled
        mobility.isRouter = routesUnicast
        mobility.homeAgent.requiresAuthentication = homeAgent.requiresAuthentication
        mobility.homeAgent.maximumLifetime = maximumBindingLifetime
        mobility.homeAgent.maximumBindings = maximumBindings
        mobility.homeAgent.accessList = homeAgent.accessList
        mobility.homeAgent.multicast = homeAgent.multicast
        mobility.correspondentNode = correspondentNode
        mobility.mobileNode = mobileNode
        mobility.tunnelHopLimit = tunnelHopLimit
        mobility.homeAgent.refreshInterval = homeAgent.refreshInterval
        mobility.homeAgent.prefixDiscovery.isOn = tellsHomePrefixes
        mobility.homeAgent.prefixDiscovery.interval = homeAgent.prefixAdvertisementInterval
        mobility.rateLimits = homeAgent.rateLimits
        mobility.bindingFilter = bindingFilter
        mobility.prefixLists = prefixLists
        mobility.accessLists = accessLists
        if homeAgent.hostGroups != former.homeAgent.hostGroups {
            mobility.homeAgent.hostGroups = homeAgent.hostGroups.map { name, settings in
                settings.hostGroup(named: name)
            }
        }
        if interfaces != former.interfaces {
            let settings = interfaces.map { name, settings in
                var mobility = settings.mobility(moment)
                mobility.isVirtual = name.isVirtual
                return (name.text, mobility)
            }
            mobility.interfaces = Dictionary(uniqueKeysWithValues: settings)
        }
        return mobility
    }
}

extension HostGroupSettings {
    fileprivate func hostGroup(named name: String) -> HostGroup {
        var group = HostGroup(name: name)
        group.identifier = identifier
        group.homeAddresses = homeAddresses
        group.securityAssociations = securityAssociations.sorted { $0.key < $1.key }.map { index, settings in
            settings.association(index: index)
        }
        return group
    }
}

extension InterfaceSettings {
    fileprivate func mobility(_ moment: (LocalDate) -> Instant) -> MobilityInterfaceConfiguration {
        var mobility = MobilityInterfaceConfiguration()
        mobility.addresses = interfaceAddresses
        mobility.isShutDown = isShutDown
        mobility.isHomeLink = isHomeAgentEnabled
        mobility.accessList = accessList
        mobility.homeAgentPreference = homeAgentPreference
        mobility.homeAgentLifetime = homeAgentLifetime
        mobility.tellsHomePrefixes = tellsHomePrefixes
        mobility.advertisement = advertisement
        mobility.prefixes = prefixes.map(moment)
        return mobility
    }

    /// The addresses with their prefix lengths, in the order they were configured.
    public var interfaceAddresses: [InterfaceAddress] {
        addresses.map { InterfaceAddress(address: $0.key, prefixLength: $0.value) }
    }
}
