extension InterfaceStatus {
    /// The interface, as `description` in a configuration describes it.
    func described(by configuration: Configuration) -> InterfaceStatus {
        var status = self
        status.description = configuration.description(ofInterface: name) ?? description
        return status
    }
}

extension IPv6InterfaceStatus {
    /// The interface, with what the router says and advertises of it.
    func completed(by router: any ManagedRouter) -> IPv6InterfaceStatus {
        var status = self
        status.description = router.configuration.description(ofInterface: name)
        status.advertisement = router.advertisement(on: name).map { AdvertisementStatus($0, at: router.now) }
        return status
    }
}

extension Configuration {
    fileprivate func description(ofInterface name: String) -> String? {
        InterfaceName(name).flatMap { interfaces[$0]?.description }
    }
}
