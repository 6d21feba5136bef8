/// Counters of this node as a mobile node, made from observations alone.
public struct MobileNodeCounters: Hashable, Sendable {
    /// Binding Updates sent, by what the peer is.
    public private(set) var bindingUpdatesSent: [BindingUpdateListEntry.Kind: UInt64] = [:]
    /// Binding Acknowledgements received, by status.
    public private(set) var bindingAcknowledgementsReceived: [BindingStatus: UInt64] = [:]
    /// Home Test Inits and Care-of Test Inits sent.
    public private(set) var testInitsSent: [ReturnRoutabilityTest: UInt64] = [:]
    /// Home Tests and Care-of Tests received.
    public private(set) var testsReceived: [ReturnRoutabilityTest: UInt64] = [:]
    /// Correspondents that took no part in route optimization.
    public private(set) var routeOptimizationRefusals: UInt64 = 0
    /// Bindings that ended, or were given up.
    public private(set) var bindingsEnded: UInt64 = 0
    /// Times that home agents were looked for.
    public private(set) var homeAgentDiscoveries: UInt64 = 0
    /// Times that home agents answered.
    public private(set) var homeAgentDiscoveryAnswers: UInt64 = 0
    /// Mobile Prefix Solicitations sent.
    public private(set) var prefixSolicitationsSent: UInt64 = 0
    /// Mobile Prefix Advertisements received.
    public private(set) var prefixAdvertisementsReceived: UInt64 = 0
    /// Moves of home addresses to another care-of address.
    public private(set) var handovers: UInt64 = 0
    /// Routers that were given up.
    public private(set) var routersLost: UInt64 = 0

    /// Counters at zero.
    public init() {}

    /// Counts what was observed.
    mutating func record(_ observation: MobileNodeObservation) {
        switch observation {
        case .bindingUpdateSent(let entry): bindingUpdatesSent[entry.kind, default: 0] += 1
        case .bindingAcknowledged(_, let status): bindingAcknowledgementsReceived[status, default: 0] += 1
        case .bindingEnded: bindingsEnded += 1
        case .testInitSent(let test, _): testInitsSent[test, default: 0] += 1
        case .testReceived(let test, _): testsReceived[test, default: 0] += 1
        case .routeOptimizationRefused: routeOptimizationRefusals += 1
        case .homeAgentDiscovery: homeAgentDiscoveries += 1
        case .homeAgentsFound: homeAgentDiscoveryAnswers += 1
        case .prefixSolicitationSent: prefixSolicitationsSent += 1
        case .prefixAdvertisementReceived: prefixAdvertisementsReceived += 1
        case .handedOver: handovers += 1
        case .routerLost: routersLost += 1
        case .linkCame, .linkWent, .routerHeard, .routerProbed, .addressDuplicated, .attached, .detached, .stateChanged,
            .homeAddressConfigured:
            break
        }
    }
}
