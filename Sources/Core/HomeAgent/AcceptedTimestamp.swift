/// The timestamp of the last accepted Binding Update of a mobile node, which its next one has to exceed
/// (RFC 4285 section 6).
public struct AcceptedTimestamp: Hashable, Sendable {
    /// What the mobile node wrote.
    public let timestamp: NetworkTimestamp
    /// Seconds that it may have been away from this node's clock.
    public let window: UInt8

    /// How long it has to be remembered: what was in the future by a window is stale when more than two have passed.
    var retention: Duration { .seconds(2 * Int64(window) + 1) }
}

extension RegistrationRequest {
    /// Its timestamp, if its association asks for one.
    var protectingTimestamp: AcceptedTimestamp? {
        guard let timestamp, let window = securityAssociation?.replayWindow else { return nil }
        return AcceptedTimestamp(timestamp: timestamp, window: window)
    }
}
