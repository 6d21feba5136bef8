import Core

extension HomeAddressStatus {
    /// What a log line says of it.
    var logText: String {
        let way = careOfAddress.map { " at care-of address \($0)" } ?? ""
        let server = homeAgent.map { ", home agent \($0)" } ?? ""
        return "home address \(homeAddress.address): \(state.logText)\(way)\(server)"
    }

    /// What a log line says of a move that took so long.
    func handoverText(_ times: HandoverTimes) -> String {
        let place = careOfAddress.map { "to care-of address \($0)" } ?? "home"
        return "home address \(homeAddress.address) moved \(place) in \(HandoverRecord(times).text)"
    }
}

extension MobileNodeState {
    fileprivate var logText: String {
        switch self {
        case .atHome: "at home"
        case .registering, .registered, .detached: rawValue
        }
    }
}

extension BindingUpdateListEntry {
    /// What a log line says of it.
    var logText: String {
        """
        home address \(homeAddress) at care-of address \(careOfAddress), with \(kind.logText) \(peer), \
        for \(lifetime) s, sequence number \(sequenceNumber)
        """
    }
}

extension BindingUpdateListEntry.Kind {
    fileprivate var logText: String {
        switch self {
        case .homeAgent: "home agent"
        case .correspondent: "correspondent"
        }
    }
}
