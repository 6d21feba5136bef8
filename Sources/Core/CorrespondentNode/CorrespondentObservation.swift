/// What is worth telling of this node as a correspondent.
public enum CorrespondentObservation: Hashable, Sendable {
    /// A mobile node, or somebody who pretends to be one, asks for a token (RFC 6275 sections 9.4.1 and 9.4.2).
    case testInitReceived(ReturnRoutabilityTest, source: IPv6Address)
    /// It gets one.
    case testSent(ReturnRoutabilityTest, destination: IPv6Address)
    /// There is a binding that there was not before.
    case bindingCreated(CorrespondentBinding)
    /// A binding has a new care-of address or lifetime.
    case bindingUpdated(CorrespondentBinding)
    /// A binding ended.
    case bindingEnded(CorrespondentBinding, CorrespondentBindingEnd)
    /// The mobile node is asked to register again, as the binding is in use (RFC 6275 section 9.5.5).
    case refreshRequested(CorrespondentBinding)
    /// The forwarding plane could not make a direct way.
    case forwardingFailed(RouteOptimizationEntry, ForwardingResult)
    /// More sequence numbers would have to be remembered than there is room for: what older nonces made is accepted no
    /// more, and mobile nodes ask for tokens anew.
    case noncesInvalidated
}
