import Core

extension Configuration {
    /// What the engine needs of it.
    public var mobility: MobilityConfiguration {
        mobility(after: Configuration(), MobilityConfiguration())
    }

    /// What the engine needs of it, if `mobility` is what it needs of a former configuration: what is as it was is taken
    /// over, so that a small change of a great configuration costs little.
    public func mobility(after former: Configuration, _ mobility: MobilityConfiguration) -> MobilityConfiguration {
        var mobility = mobility
        mobility.isEnabled = isMobilityEnabled
        mobility.isRouter = routesUnicast
        mobility.homeAgent.requiresAuthentication = homeAgent.requiresAuthentication
        mobility.homeAgent.maximumLifetime = maximumBindingLifetime
        mobility.homeAgent.maximumBindings = maximumBindings
        mobility.homeAgent.accessList = homeAgent.accessList
        mobility.bindingFilter = bindingFilter
        mobility.prefixLists = prefixLists
        mobility.accessLists = accessLists
        if homeAgent.hostGroups != former.homeAgent.hostGroups {
            mobility.homeAgent.hostGroups = homeAgent.hostGroups.map { name, settings in
                settings.hostGroup(named: name)
            }
        }
        if interfaces != former.interfaces {
            let settings = interfaces.map { ($0.text, $1.mobility) }
            mobility.interfaces = Dictionary(uniqueKeysWithValues: settings)
        }
        return mobility
    }
}

extension HostGroupSettings {
    fileprivate func hostGroup(named name: String) -> HostGroup {
        var group = HostGroup(name: name)
        group.homeAddresses = homeAddresses
        group.securityAssociations = keys.sorted { $0.key < $1.key }.map { index, key in
            MobilitySecurityAssociation(securityParameterIndex: index, key: key)
        }
        return group
    }
}

extension InterfaceSettings {
    fileprivate var mobility: MobilityInterfaceConfiguration {
        var mobility = MobilityInterfaceConfiguration()
        mobility.addresses = interfaceAddresses
        mobility.isHomeLink = isHomeAgentEnabled
        mobility.accessList = accessList
        mobility.routerAdvertisementInterval = routerAdvertisementInterval
        mobility.advertisesInterval = advertisesInterval
        mobility.homeAgentPreference = homeAgentPreference
        return mobility
    }

    /// The addresses with their prefix lengths, in the order they were configured.
    public var interfaceAddresses: [InterfaceAddress] {
        addresses.map { InterfaceAddress(address: $0.key, prefixLength: $0.value) }
    }
}
