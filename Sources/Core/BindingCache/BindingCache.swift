/// The home registrations there are, and for a while what protects those that ended from replay
/// (RFC 6275 sections 9.1 and 10.3.2).
struct BindingCache: Sendable {
    /// What the next Binding Update for a home address has to exceed.
    private struct Guard: Sendable {
        var sequenceNumber: UInt16
        var acceptedTimestamp: AcceptedTimestamp?
    }

    /// Keyed by home address.
    private(set) var bindings: [IPv6Address: Binding] = [:]
    /// The most bindings there ever were at a time.
    private(set) var peak = 0
    /// Of ended bindings, by home address.
    private var retained: [IPv6Address: Guard] = [:]

    /// The bindings in the order of their home addresses: what is done to many of them is done in the same order on
    /// each run.
    var inOrder: [Binding] { bindings.values.sorted { $0.homeAddress < $1.homeAddress } }

    subscript(homeAddress: IPv6Address) -> Binding? { bindings[homeAddress] }

    /// The last accepted sequence number for a home address, also of a binding that ended a short while ago.
    func lastSequenceNumber(for homeAddress: IPv6Address) -> UInt16? {
        bindings[homeAddress]?.sequenceNumber ?? retained[homeAddress]?.sequenceNumber
    }

    /// The last accepted timestamp for a home address, also of a binding that ended a short while ago.
    func lastTimestamp(for homeAddress: IPv6Address) -> NetworkTimestamp? {
        let accepted = bindings[homeAddress]?.acceptedTimestamp ?? retained[homeAddress]?.acceptedTimestamp
        return accepted?.timestamp
    }

    mutating func store(_ binding: Binding) {
        retained[binding.homeAddress] = nil
        bindings[binding.homeAddress] = binding
        peak = max(peak, bindings.count)
    }

    /// The home address of a binding is on another link now.
    mutating func move(_ homeAddress: IPv6Address, to homeLink: HomeLink) {
        bindings[homeAddress]?.homeLink = homeLink.name
    }

    /// Ends a binding; what protects it from replay stays until `forget`.
    mutating func end(_ homeAddress: IPv6Address) -> Binding? {
        guard let binding = bindings.removeValue(forKey: homeAddress) else { return nil }
        retain(binding.sequenceNumber, binding.acceptedTimestamp, for: homeAddress)
        return binding
    }

    /// Keeps a sequence number, and a timestamp, although there is no binding.
    mutating func retain(
        _ sequenceNumber: UInt16, _ acceptedTimestamp: AcceptedTimestamp? = nil, for homeAddress: IPv6Address
    ) {
        retained[homeAddress] = Guard(sequenceNumber: sequenceNumber, acceptedTimestamp: acceptedTimestamp)
    }

    /// Lets go of what protected an ended binding.
    mutating func forget(_ homeAddress: IPv6Address) {
        retained[homeAddress] = nil
    }
}
