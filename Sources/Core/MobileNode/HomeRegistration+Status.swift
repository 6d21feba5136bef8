/// How it stands, as operators see it.
extension HomeRegistration {
    /// How it stands with the home address.
    var status: HomeAddressStatus {
        var status = HomeAddressStatus(homeAddress: configuration.homeAddress, state: state)
        status.homeAgent = binding?.homeAgent ?? homeAgents.current
        if case .abroad(_, let careOfAddress) = whereabouts { status.careOfAddress = careOfAddress }
        status.interface = whereabouts.attachment?.interface
        status.isAutoConfigured = isAutoConfigured
        status.lastStatus = lastStatus
        status.lastHandover = lastHandover
        status.handovers = handovers
        return status
    }

    private var state: MobileNodeState {
        switch whereabouts {
        case .nowhere: return .detached
        case _ where isDetached || pause == .lasting: return exchange == nil ? .detached : .registering
        case .home: return exchange == nil ? .atHome : .registering
        case .abroad(_, let careOfAddress):
            return binding?.careOfAddress == careOfAddress && exchange?.isRefresh ?? true
                ? .registered : .registering
        }
    }

    /// The home agent's entry of the Binding Update List; `nil` while there is none.
    func entry(at now: Instant) -> BindingUpdateListEntry? {
        guard let update = lastUpdate, exchange?.last != nil || binding != nil || pause != nil else { return nil }
        let granted = exchange?.last == nil ? binding : nil
        return BindingUpdateListEntry(
            peer: update.peer, kind: .homeAgent, homeAddress: homeAddress, careOfAddress: update.careOfAddress,
            sequenceNumber: update.sequenceNumber, lifetime: granted?.lifetime ?? update.lifetime,
            expiry: granted?.expiry ?? possibleBinding?.end ?? now, state: entryState(update),
            retransmissions: UInt8(clamping: max(0, (exchange?.transmissions ?? 0) - 1)))
    }

    private func entryState(_ update: SentUpdate) -> BindingUpdateListEntry.State {
        if pause != nil { return .refused }
        if update.lifetime == 0 { return .deregistering }
        return state == .registered ? .registered : .registering
    }
}

extension HomeAddressStatus {
    /// Whether it stands as with the other, whatever was counted.
    func isSameState(as other: HomeAddressStatus) -> Bool {
        state == other.state && homeAgent == other.homeAgent && careOfAddress == other.careOfAddress
            && interface == other.interface
    }
}
