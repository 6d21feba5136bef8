/// A first registration, or a change, that is on its way to becoming a binding.
struct PendingRegistration: Sendable {
    enum Phase: Sendable {
        /// Duplicate address detection runs.
        case duplicateAddressDetection(targets: [NeighborTarget])
        /// The forwarding plane was asked for the tunnel.
        case installation
    }

    /// The newest Binding Update for it; the one acknowledgement there will be answers this one.
    var request: RegistrationRequest
    var homeLink: HomeLink
    var phase: Phase
}
