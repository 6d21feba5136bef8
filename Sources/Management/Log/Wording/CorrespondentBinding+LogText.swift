import Core

extension CorrespondentBinding {
    /// What a log line says of it.
    var logText: String {
        """
        home address \(key.homeAddress) at care-of address \(careOfAddress), with \(key.ownAddress), \
        for \(lifetime) s, sequence number \(sequenceNumber)
        """
    }
}

extension CorrespondentBindingEnd {
    /// Why a correspondent binding ended: what follows its home address.
    var logText: String {
        switch self {
        case .deleted: "was deleted by its mobile node"
        case .expired: "expired"
        case .evicted: "gave its place to others"
        case .unreachable: "cannot be reached at its care-of address"
        case .cleared: "was cleared by an operator"
        case .notForwarded: "could not be taken to its new care-of address"
        case .withdrawn: "has no correspondent here any more"
        }
    }
}
