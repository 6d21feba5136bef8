/// Counters of the protocol's traffic, made from observations alone.
public struct TrafficCounters: Hashable, Sendable {
    /// Binding Updates whose message was well formed.
    public private(set) var bindingUpdatesReceived: UInt64 = 0
    /// Binding Acknowledgements sent, by status.
    public private(set) var bindingAcknowledgementsSent: [BindingStatus: UInt64] = [:]
    /// Binding Errors sent, by status.
    public private(set) var bindingErrorsSent: [BindingErrorStatus: UInt64] = [:]
    /// Parameter Problems sent about Mobility Headers.
    public private(set) var parameterProblemsSent: UInt64 = 0
    /// Bindings created.
    public private(set) var registrations: UInt64 = 0
    /// Bindings that the mobile node ended.
    public private(set) var deregistrations: UInt64 = 0
    /// Bindings whose lifetime ran out.
    public private(set) var expirations: UInt64 = 0
    /// Home addresses that somebody else used.
    public private(set) var duplicateAddresses: UInt64 = 0
    /// Router Advertisements sent.
    public private(set) var routerAdvertisementsSent: UInt64 = 0
    /// Packets dropped without an answer, by reason.
    public private(set) var dropped: [DropReason: UInt64] = [:]

    /// Counters at zero.
    public init() {}

    /// Counts what was observed.
    public mutating func record(_ observation: Observation) {
        switch observation {
        case .dropped(let reason, _, _): dropped[reason, default: 0] += 1
        case .bindingUpdateReceived: bindingUpdatesReceived += 1
        case .bindingAcknowledgementSent(let status, _): bindingAcknowledgementsSent[status, default: 0] += 1
        case .bindingErrorSent(let status, _): bindingErrorsSent[status, default: 0] += 1
        case .parameterProblemSent: parameterProblemsSent += 1
        case .bindingCreated: registrations += 1
        case .bindingEnded(_, .deregistered): deregistrations += 1
        case .bindingEnded(_, .expired): expirations += 1
        case .duplicateAddressDetected: duplicateAddresses += 1
        case .routerAdvertisementSent: routerAdvertisementsSent += 1
        case .requestAuthenticated, .requestAccepted, .requestRefused, .requestDropped, .requestSuperseded,
            .filterMatched, .duplicateAddressDetectionBegan, .duplicateAddressDetectionPassed, .bindingUpdated,
            .bindingEnded,
            .registrationAbandoned, .sequenceNumberForgotten, .forwardingFailed:
            break
        }
    }
}
