import Core

/// `show ipv6 mobile traffic`: counters since the start, or since they were cleared.
public struct TrafficReport: Codable, Hashable, Sendable {
    /// Mobility Headers, whatever was in them.
    public var mobilityMessagesReceived: UInt64
    /// Those of them that ended early.
    public var truncatedMessages: UInt64
    /// Those of them with a wrong checksum.
    public var messagesWithChecksumErrors: UInt64
    /// Those of them with anything else wrong in their form.
    public var messagesWithFormatErrors: UInt64
    /// Well-formed Binding Updates.
    public var bindingUpdatesReceived: UInt64
    /// Those of them without a Home Address option.
    public var bindingUpdatesWithoutHomeAddressOption: UInt64
    /// Binding Updates that were too short.
    public var bindingUpdatesOfBadLength: UInt64
    /// Binding Updates with an option whose length is wrong.
    public var bindingUpdatesWithBadOptions: UInt64
    /// Well-formed Binding Updates with a care-of address that nobody can be at.
    public var bindingUpdatesWithInvalidCareOfAddress: UInt64
    /// By status number (RFC 6275 section 6.1.8).
    public var bindingAcknowledgementsSent: [String: UInt64]
    /// By status number (RFC 6275 section 6.1.9).
    public var bindingErrorsSent: [String: UInt64]
    /// Parameter Problems about Mobility Headers.
    public var parameterProblemsSent: UInt64
    /// Whole seconds since a home registration was accepted; absent if none was.
    public var secondsSinceAccepted: UInt64?
    /// The last home registration that was refused; absent if none was.
    public var lastRefused: RefusalReport?
    /// Bindings that were made.
    public var registrations: UInt64
    /// Bindings that the mobile node ended.
    public var deregistrations: UInt64
    /// Bindings whose lifetime ran out.
    public var expirations: UInt64
    /// Home addresses that somebody else used.
    public var duplicateAddresses: UInt64
    /// Router Advertisements of this router.
    public var routerAdvertisementsSent: UInt64
    /// Valid Router Advertisements of other routers, on home links.
    public var routerAdvertisementsReceived: UInt64
    /// Reports, and Dones, about multicast groups received through tunnels.
    public var listenerMessagesReceived: UInt64
    /// Multicast Listener Queries sent through tunnels.
    public var listenerQueriesSent: UInt64
    /// Times that a mobile node joined a group.
    public var groupsJoined: UInt64
    /// Times that a mobile node's membership in a group ended.
    public var groupsLeft: UInt64
    /// Questions for the home agents of a home link.
    public var addressDiscoveryRequestsReceived: UInt64
    /// Answers to them.
    public var addressDiscoveryRepliesSent: UInt64
    /// Questions for the prefixes of a home link.
    public var prefixSolicitationsReceived: UInt64
    /// Mobile Prefix Advertisements, by why: `solicited`, `unsolicited`, `retransmission`.
    public var prefixAdvertisementsSent: [String: UInt64]
    /// Mobile nodes that did not show that they heard one, retransmissions and all.
    public var prefixAdvertisementsUnacknowledged: UInt64
    /// This node as a correspondent.
    public var correspondentNode: CorrespondentTraffic
    /// This machine as a mobile node.
    public var mobileNode: MobileNodeTraffic
    /// Binding Updates refused, by the check that they did not pass; checks that all passed have 0.
    public var refused: [String: UInt64]
    /// Packets dropped without an answer, by reason; reasons that did not occur have 0.
    public var dropped: [String: UInt64]
    /// Counters of the forwarding plane, by name.
    public var forwarding: [String: UInt64]

    /// Shows the engine's counters at a moment, and those of the forwarding plane by their names.
    public init(_ counters: TrafficCounters, forwarding: [String: UInt64], at now: Instant) {
        let malformed = counters.malformedMessages
        mobilityMessagesReceived = counters.mobilityMessagesReceived
        truncatedMessages = malformed[.truncated] ?? 0
        messagesWithChecksumErrors = malformed[.checksum] ?? 0
        messagesWithFormatErrors = malformed.values.reduce(0, &+) - truncatedMessages - messagesWithChecksumErrors
        bindingUpdatesWithoutHomeAddressOption = counters.bindingUpdatesWithoutHomeAddressOption
        bindingUpdatesOfBadLength = counters.malformedBindingUpdates[.headerLength] ?? 0
        bindingUpdatesWithBadOptions = [.optionLength, .optionOverrun].reduce(0) {
            $0 + (counters.malformedBindingUpdates[$1] ?? 0)
        }
        bindingUpdatesWithInvalidCareOfAddress =
            (counters.dropped[.careOfAddressNotRoutable] ?? 0)
            + (counters.bindingAcknowledgementsSent[.invalidCareOfAddress] ?? 0)
        secondsSinceAccepted = counters.answers.secondsSinceAccepted(at: now)
        lastRefused = counters.answers.lastRefusal.map { RefusalReport($0, at: now) }
        routerAdvertisementsReceived = counters.routerAdvertisementsReceived
        bindingUpdatesReceived = counters.bindingUpdatesReceived
        bindingAcknowledgementsSent = counters.bindingAcknowledgementsSent.byNumber(\.rawValue)
        bindingErrorsSent = counters.bindingErrorsSent.byNumber(\.rawValue)
        parameterProblemsSent = counters.parameterProblemsSent
        registrations = counters.registrations
        deregistrations = counters.deregistrations
        expirations = counters.expirations
        duplicateAddresses = counters.duplicateAddresses
        routerAdvertisementsSent = counters.routerAdvertisementsSent
        listenerMessagesReceived = counters.listenerMessagesReceived
        listenerQueriesSent = counters.listenerQueriesSent
        groupsJoined = counters.groupsJoined
        groupsLeft = counters.groupsLeft
        addressDiscoveryRequestsReceived = counters.addressDiscoveryRequestsReceived
        addressDiscoveryRepliesSent = counters.addressDiscoveryRepliesSent
        prefixSolicitationsReceived = counters.prefixSolicitationsReceived
        prefixAdvertisementsSent = counters.prefixAdvertisementsSent.byName()
        prefixAdvertisementsUnacknowledged = counters.prefixAdvertisementsUnacknowledged
        correspondentNode = CorrespondentTraffic(counters.correspondent, at: now)
        mobileNode = MobileNodeTraffic(counters.mobileNode)
        refused = counters.refused.byName()
        dropped = counters.dropped.byName()
        self.forwarding = forwarding
    }
}

extension Dictionary where Value == UInt64 {
    /// By the numbers that stand for what was counted.
    func byNumber(_ number: (Key) -> UInt8) -> [String: UInt64] {
        Dictionary<String, UInt64>(map { (String(number($0.key)), $0.value) }, uniquingKeysWith: &+)
    }
}

extension Dictionary where Value == UInt64, Key: CaseIterable & RawRepresentable<String> {
    /// With 0 for what did not occur.
    func byName() -> [String: UInt64] {
        Dictionary<String, UInt64>(uniqueKeysWithValues: Key.allCases.map { ($0.rawValue, self[$0] ?? 0) })
    }
}
