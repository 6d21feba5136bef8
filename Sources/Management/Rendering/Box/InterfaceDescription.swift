extension InterfaceStatus {
    /// The interface, as `description` in a configuration describes it.
    func described(by configuration: Configuration) -> InterfaceStatus {
        var status = self
        status.description = configuration.description(ofInterface: name) ?? description
        return status
    }
}

extension IPv6InterfaceStatus {
    /// The interface, as `description` in a configuration describes it.
    func described(by configuration: Configuration) -> IPv6InterfaceStatus {
        var status = self
        status.description = configuration.description(ofInterface: name) ?? description
        return status
    }
}

extension Configuration {
    fileprivate func description(ofInterface name: String) -> String? {
        InterfaceName(name).flatMap { interfaces[$0]?.description }
    }
}
