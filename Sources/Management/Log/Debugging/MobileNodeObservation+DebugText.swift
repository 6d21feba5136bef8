import Core

extension MobileNodeObservation {
    /// Whom it is about; `nil` for links.
    var homeAddress: IPv6Address? {
        switch self {
        case .linkCame, .linkWent, .routerHeard, .routerProbed, .routerLost, .addressDuplicated, .attached, .detached:
            nil
        case .stateChanged(let status), .handedOver(let status, _): status.homeAddress.address
        case .homeAgentDiscovery(let address), .homeAgentsFound(let address, _), .prefixSolicitationSent(let address),
            .prefixAdvertisementReceived(let address):
            address
        case .bindingUpdateSent(let entry), .bindingAcknowledged(let entry, _), .bindingEnded(let entry):
            entry.homeAddress
        case .testInitSent(_, let key), .testReceived(_, let key), .routeOptimizationRefused(let key): key.homeAddress
        case .homeAddressConfigured(let address, _): address.address
        }
    }

    /// What a debug line says of it.
    var debugText: String {
        switch self {
        case .linkCame(let interface): "\(interface.debugText): carrier, routers are asked for"
        case .linkWent(let interface): "\(interface.debugText): no carrier"
        case .routerHeard(let router): "\(router.interface.debugText): router \(router.address) is new"
        case .routerProbed(let router):
            "\(router.interface.debugText): router \(router.address) is asked for a sign of life"
        case .routerLost(let router): "\(router.interface.debugText): router \(router.address) is used no more"
        case .addressDuplicated(let target):
            "\(target.interface.debugText): \(target.address) is somebody else's here, and is not used"
        case .attached(let attachment): attachment.debugText
        case .detached(let interface): "\(interface.debugText): left the link"
        case .stateChanged(let status): status.logText
        case .homeAgentDiscovery(let address): "\(address): asks for home agents"
        case .homeAgentsFound(let address, let homeAgents):
            "\(address): home agents answer: \(homeAgents.map(\.description).joined(separator: ", "))"
        case .bindingUpdateSent(let entry): "Binding Update: \(entry.logText)"
        case .bindingAcknowledged(let entry, let status): "Binding Acknowledgement: \(entry.logText): \(status)"
        case .bindingEnded(let entry): "binding ended: \(entry.logText)"
        case .testInitSent(let test, let key):
            "\(key.homeAddress): \(test.debugText) Test Init for \(key.correspondent) sent"
        case .testReceived(let test, let key): "\(key.homeAddress): \(test.debugText) Test of \(key.correspondent)"
        case .handedOver(let status, let times): status.handoverText(times)
        case .routeOptimizationRefused(let key):
            "\(key.homeAddress): \(key.correspondent) takes no direct way, and is reached by the home agent"
        case .prefixSolicitationSent(let address): "\(address): asks for home prefixes"
        case .prefixAdvertisementReceived(let address): "\(address): is told of home prefixes"
        case .homeAddressConfigured(let address, let homeAgent):
            "\(address): home address made from home agent \(homeAgent)"
        }
    }
}

extension Attachment {
    fileprivate var debugText: String {
        let prefixes = prefixes.map(\.description).joined(separator: ", ")
        return """
            \(interface.debugText): attached by router \(router), prefixes \(prefixes.isEmpty ? "none" : prefixes), \
            care-of address \(careOfAddress?.description ?? "none yet")
            """
    }
}
