/// Counters of this node as a correspondent, made from observations alone.
public struct CorrespondentCounters: Hashable, Sendable {
    /// Home Test Inits and Care-of Test Inits received.
    public private(set) var testInitsReceived: [ReturnRoutabilityTest: UInt64] = [:]
    /// Home Tests and Care-of Tests sent.
    public private(set) var testsSent: [ReturnRoutabilityTest: UInt64] = [:]
    /// Bindings created.
    public private(set) var bindingsCreated: UInt64 = 0
    /// Bindings ended, by why.
    public private(set) var bindingsEnded: [CorrespondentBindingEnd: UInt64] = [:]
    /// Binding Refresh Requests sent.
    public private(set) var refreshRequestsSent: UInt64 = 0
    /// Times that nonces were given up before their time.
    public private(set) var nonceInvalidations: UInt64 = 0

    /// The last answers to updates without home registration.
    public internal(set) var answers = RegistrationAnswers()

    /// Counters at zero.
    public init() {}

    /// Counts what was observed.
    mutating func record(_ observation: CorrespondentObservation) {
        switch observation {
        case .testInitReceived(let test, _): testInitsReceived[test, default: 0] += 1
        case .testSent(let test, _): testsSent[test, default: 0] += 1
        case .bindingCreated: bindingsCreated += 1
        case .bindingEnded(_, let end): bindingsEnded[end, default: 0] += 1
        case .refreshRequested: refreshRequestsSent += 1
        case .noncesInvalidated: nonceInvalidations += 1
        case .bindingUpdated, .forwardingFailed: break
        }
    }
}
