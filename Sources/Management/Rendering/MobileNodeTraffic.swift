import Core

/// The part of `show ipv6 mobile traffic` that is about this machine as a mobile node.
public struct MobileNodeTraffic: Codable, Hashable, Sendable {
    /// Binding Updates to home agents.
    public var homeBindingUpdatesSent: UInt64
    /// Binding Updates to correspondents.
    public var correspondentBindingUpdatesSent: UInt64
    /// By status number (RFC 6275 section 6.1.8).
    public var bindingAcknowledgementsReceived: [String: UInt64]
    /// Bindings that ended, or were given up.
    public var bindingsEnded: UInt64
    /// Home Test Inits.
    public var homeTestInitsSent: UInt64
    /// Answers to Home Test Inits.
    public var homeTestsReceived: UInt64
    /// Care-of Test Inits.
    public var careOfTestInitsSent: UInt64
    /// Answers to Care-of Test Inits.
    public var careOfTestsReceived: UInt64
    /// Correspondents that take no direct way.
    public var routeOptimizationRefusals: UInt64
    /// Times that home agents were looked for.
    public var homeAgentDiscoveries: UInt64
    /// Times that home agents answered.
    public var homeAgentDiscoveryAnswers: UInt64
    /// Mobile Prefix Solicitations.
    public var prefixSolicitationsSent: UInt64
    /// Mobile Prefix Advertisements.
    public var prefixAdvertisementsReceived: UInt64
    /// Moves of home addresses to another care-of address.
    public var handovers: UInt64
    /// Routers that were given up.
    public var routersLost: UInt64

    init(_ counters: MobileNodeCounters) {
        homeBindingUpdatesSent = counters.bindingUpdatesSent[.homeAgent] ?? 0
        correspondentBindingUpdatesSent = counters.bindingUpdatesSent[.correspondent] ?? 0
        bindingAcknowledgementsReceived = counters.bindingAcknowledgementsReceived.byNumber(\.rawValue)
        bindingsEnded = counters.bindingsEnded
        homeTestInitsSent = counters.testInitsSent[.home] ?? 0
        homeTestsReceived = counters.testsReceived[.home] ?? 0
        careOfTestInitsSent = counters.testInitsSent[.careOf] ?? 0
        careOfTestsReceived = counters.testsReceived[.careOf] ?? 0
        routeOptimizationRefusals = counters.routeOptimizationRefusals
        homeAgentDiscoveries = counters.homeAgentDiscoveries
        homeAgentDiscoveryAnswers = counters.homeAgentDiscoveryAnswers
        prefixSolicitationsSent = counters.prefixSolicitationsSent
        prefixAdvertisementsReceived = counters.prefixAdvertisementsReceived
        handovers = counters.handovers
        routersLost = counters.routersLost
    }

    /// What was sent of it, requests for home agents included.
    var messagesSent: UInt64 {
        homeBindingUpdatesSent &+ correspondentBindingUpdatesSent &+ homeTestInitsSent &+ careOfTestInitsSent
            &+ homeAgentDiscoveries &+ prefixSolicitationsSent
    }

    /// What it asks for and is answered; of statuses, those that were given.
    var text: String {
        let updates = homeBindingUpdatesSent &+ correspondentBindingUpdatesSent
        let statuses = bindingAcknowledgementsReceived.sorted { $0.key < $1.key }.compactMap { number, count in
            UInt8(number).map { "    \(BindingStatus(rawValue: $0)): \(count)\n" }
        }
        return """
            Mobile node
              Binding Updates: \(updates), to correspondents: \(correspondentBindingUpdatesSent)
              Binding Acknowledgements: \(bindingAcknowledgementsReceived.values.reduce(0, &+))
            \(statuses.joined())\
              Bindings ended: \(bindingsEnded)
              Home Test Inits: \(homeTestInitsSent), answered: \(homeTestsReceived)
              Care-of Test Inits: \(careOfTestInitsSent), answered: \(careOfTestsReceived)
              Correspondents without a direct way: \(routeOptimizationRefusals)
              Home Agent Address Discovery Requests: \(homeAgentDiscoveries), answered: \(homeAgentDiscoveryAnswers)
              Mobile Prefix Solicitations: \(prefixSolicitationsSent), advertisements: \(prefixAdvertisementsReceived)
              Handovers: \(handovers)
              Routers given up: \(routersLost)

            """
    }
}
