extension MobilityConfiguration {
    /// Whether Router Advertisements are sent on an interface, unsolicited or asked for: on home links, and where a
    /// router is told anything of them.
    public func advertises(on interface: String) -> Bool {
        guard let configuration = interfaces[interface], !configuration.isShutDown, !configuration.isVirtual,
            configuration.advertisement.suppression != .all
        else { return false }
        return isHomeLink(interface) || isRouter && configuration.asksForAdvertisements
    }

    /// Whether an interface is one of links that are nowhere.
    public func isVirtual(_ interface: String) -> Bool {
        interfaces[interface]?.isVirtual ?? false
    }

    /// Whether this node is a home agent on an interface.
    public func isHomeLink(_ interface: String) -> Bool {
        isEnabled && interfaces[interface]?.isHomeLink ?? false
    }
}

extension MobilityInterfaceConfiguration {
    /// Whether there is any line of `ipv6 nd` but one that asks for silence.
    fileprivate var asksForAdvertisements: Bool {
        var advertisement = advertisement
        advertisement.suppression = nil
        return advertisement != RouterAdvertisementSettings() || prefixes != AdvertisedPrefixes()
    }
}
