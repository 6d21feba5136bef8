import Core

extension RouterLog {
    /// Writes what an operator of a mobile node wants to read: moves, states, home agents, and what they refuse are
    /// `notifications` or above, correspondents are `informational`.
    func record(_ observation: MobileNodeObservation) {
        switch observation {
        case .stateChanged(let status): write(.notifications, "STATE", status.logText)
        case .handedOver(let status, let times): write(.notifications, "HANDOVER", status.handoverText(times))
        case .homeAgentsFound(let address, let homeAgents):
            write(
                .notifications, "HOMEAGENT",
                "home address \(address): home agents \(homeAgents.map(\.description).joined(separator: ", "))")
        case .addressDuplicated(let target):
            write(.warnings, "DUPLICATE", "address \(target.address) is somebody else's on this link, and is not used")
        case .homeAddressConfigured(let address, let homeAgent):
            write(.notifications, "HOMEADDRESS", "\(address) is a home address now, of home agent \(homeAgent)")
        case .bindingAcknowledged(let entry, let status) where !status.isAccepted:
            write(entry.kind == .homeAgent ? .warnings : .informational, "REFUSED", "\(entry.logText): \(status)")
        case .bindingEnded(let entry):
            write(entry.kind == .homeAgent ? .notifications : .informational, "ENDED", entry.logText)
        case .routeOptimizationRefused(let key):
            write(
                .informational, "TUNNELLED",
                "home address \(key.homeAddress): \(key.correspondent) takes no direct way, and is reached by the home agent"
            )
        case .linkCame, .linkWent, .routerHeard, .routerProbed, .routerLost, .attached, .detached, .homeAgentDiscovery,
            .bindingUpdateSent, .bindingAcknowledged, .testInitSent, .testReceived, .prefixSolicitationSent,
            .prefixAdvertisementReceived:
            break
        }
    }
}
