import Core

extension Binding {
    /// What a log line says of it.
    var logText: String {
        """
        home address \(homeAddress)\(identity.map { " of \($0)" } ?? "") at care-of address \(careOfAddress) \
        for \(lifetime) s, sequence number \(sequenceNumber)
        """
    }
}

extension BindingEnd {
    /// Why a binding ended: what follows its home address.
    var logText: String {
        switch self {
        case .deregistered: "de-registered"
        case .expired: "expired"
        case .cleared: "was cleared by an operator"
        case .homeLinkWithdrawn: "has no home link here any more"
        case .interceptionFailed: "could not be defended on its home link"
        }
    }
}

extension ForwardingResult {
    /// What became of a tunnel.
    var logText: String {
        switch self {
        case .installed: "installed"
        case .full: "the table of bindings is full"
        case .failed(let reason): reason
        }
    }
}
