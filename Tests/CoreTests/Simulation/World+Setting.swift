import Core

extension MobilityConfiguration {
    /// `ipv6 mobile` with a home link and a key for each mobile node of the simulation.
    static var simulated: MobilityConfiguration {
        var configuration = MobilityConfiguration()
        configuration.isEnabled = true
        configuration.isRouter = true
        configuration.homeAgent.hostGroups = [
            .simulated("MN0", Place.homeAddress), .simulated("MN1", Place.otherHomeAddress),
        ]
        var home = MobilityInterfaceConfiguration()
        home.addresses = [InterfaceAddress(address: Place.homeAgent, prefixLength: 64)]
        home.isHomeLink = true
        var wideArea = MobilityInterfaceConfiguration()
        wideArea.addresses = [InterfaceAddress(address: Place.wideAreaAddress, prefixLength: 64)]
        configuration.interfaces = ["home0": home, "wan0": wideArea]
        return configuration
    }
}

extension HostGroup {
    /// One home address with one key.
    static func simulated(
        _ name: String, _ homeAddress: IPv6Address, key: [UInt8] = MobileNode.key, spi: UInt32 = 0x1000
    ) -> HostGroup {
        simulated(name, IPv6Prefix(homeAddress), key: key, spi: spi)
    }

    /// A prefix of home addresses with one key.
    static func simulated(
        _ name: String, _ homeAddresses: IPv6Prefix, key: [UInt8] = MobileNode.key, spi: UInt32 = 0x1000
    ) -> HostGroup {
        var group = HostGroup(name: name)
        group.homeAddresses = homeAddresses
        group.securityAssociations = [
            MobilitySecurityAssociation(securityParameterIndex: spi, key: SecretKey(octets: key))
        ]
        return group
    }
}

extension Link {
    /// The home link, up.
    static let home = Link(
        index: Place.homeInterface, name: "home0", linkLayerAddress: Place.homeAgentLinkLayer,
        maximumTransmissionUnit: 1500, isRunning: true,
        addresses: [
            Link.Address(address: Place.homeAgentLinkLocal, prefixLength: 64, isUsable: true),
            Link.Address(address: Place.homeAgent, prefixLength: 64, isUsable: true),
        ])

    /// The way to everybody else, up.
    static let wideArea = Link(
        index: Place.wideAreaInterface, name: "wan0", linkLayerAddress: Place.wideAreaLinkLayer,
        maximumTransmissionUnit: 1500, isRunning: true,
        addresses: [
            Link.Address(address: .linkLocal(interfaceIdentifier: 0xf), prefixLength: 64, isUsable: true),
            Link.Address(address: Place.wideAreaAddress, prefixLength: 64, isUsable: true),
        ])

    /// Changes a copy.
    func with(_ change: (inout Link) -> Void) -> Link {
        var copy = self
        change(&copy)
        return copy
    }
}

extension RouterAdvertisementInterval {
    /// A greatest interval alone.
    static func milliseconds(_ maximum: UInt32) -> RouterAdvertisementInterval {
        RouterAdvertisementInterval(maximum: maximum)
    }
}
