import Core

extension ManualAssociations {
    /// The same associations as the other end sees them.
    var otherEnd: ManualAssociations {
        var other = ManualAssociations(inbound: outbound, outbound: inbound)
        other.tunnelInbound = tunnelOutbound
        other.tunnelOutbound = tunnelInbound
        return other
    }
}
