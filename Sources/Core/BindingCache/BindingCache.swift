/// The home registrations there are, and for a while the sequence numbers of those that ended
/// (RFC 6275 sections 9.1 and 10.3.2).
struct BindingCache: Sendable {
    /// Keyed by home address.
    private(set) var bindings: [IPv6Address: Binding] = [:]
    /// Last accepted sequence numbers of ended bindings, by home address.
    private var retainedSequenceNumbers: [IPv6Address: UInt16] = [:]

    /// The bindings in the order of their home addresses: what is done to many of them is done in the same order on
    /// each run.
    var inOrder: [Binding] { bindings.values.sorted { $0.homeAddress < $1.homeAddress } }

    subscript(homeAddress: IPv6Address) -> Binding? { bindings[homeAddress] }

    /// The last accepted sequence number for a home address, also of a binding that ended a short while ago.
    func lastSequenceNumber(for homeAddress: IPv6Address) -> UInt16? {
        bindings[homeAddress]?.sequenceNumber ?? retainedSequenceNumbers[homeAddress]
    }

    mutating func store(_ binding: Binding) {
        retainedSequenceNumbers[binding.homeAddress] = nil
        bindings[binding.homeAddress] = binding
    }

    /// The home address of a binding is on another link now.
    mutating func move(_ homeAddress: IPv6Address, to homeLink: HomeLink) {
        bindings[homeAddress]?.homeLink = homeLink.name
    }

    /// Ends a binding; its sequence number stays until `forget`.
    mutating func end(_ homeAddress: IPv6Address) -> Binding? {
        guard let binding = bindings.removeValue(forKey: homeAddress) else { return nil }
        retainedSequenceNumbers[homeAddress] = binding.sequenceNumber
        return binding
    }

    /// Keeps a sequence number although there is no binding.
    mutating func retain(_ sequenceNumber: UInt16, for homeAddress: IPv6Address) {
        retainedSequenceNumbers[homeAddress] = sequenceNumber
    }

    /// Lets go of an ended binding's sequence number.
    mutating func forget(_ homeAddress: IPv6Address) {
        retainedSequenceNumbers[homeAddress] = nil
    }
}
