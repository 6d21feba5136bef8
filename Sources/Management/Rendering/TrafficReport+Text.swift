import Core

extension TrafficReport: WholeReport {
    static let schema = 1

    /// What was received, sent, dropped and forwarded. Of statuses, those of RFC 6275 that a home agent gives and
    /// those that were given; of refusals and drops, the reasons that occurred.
    var text: String {
        """
        Received: \(mobilityMessagesReceived) total
          \(truncatedMessages) truncated, \(messagesWithFormatErrors) format errors, \
        \(messagesWithChecksumErrors) checksum errors
          Binding Updates: \(bindingUpdatesReceived)
            without Home Address option: \(bindingUpdatesWithoutHomeAddressOption)
            bad length: \(bindingUpdatesOfBadLength)
            bad length of options: \(bindingUpdatesWithBadOptions)
            invalid care-of address: \(bindingUpdatesWithInvalidCareOfAddress)
          Router Advertisements of others: \(routerAdvertisementsReceived)
          Multicast listener messages: \(listenerMessagesReceived)
          Home Agent Address Discovery Requests: \(addressDiscoveryRequestsReceived)
          Mobile Prefix Solicitations: \(prefixSolicitationsReceived)
        Sent: \(generated) generated
          Binding Acknowledgements: \(acknowledgements)
        \(Self.lines(bindingAcknowledgementsSent, and: Self.usualStatuses, name: Self.bindingStatus))\
          Binding Errors: \(errors)
        \(Self.lines(bindingErrorsSent, and: ["1", "2"], name: Self.errorStatus))\
          Parameter Problems: \(parameterProblemsSent)
          Router Advertisements: \(routerAdvertisementsSent)
          Multicast Listener Queries: \(listenerQueriesSent)
          Home Agent Address Discovery Replies: \(addressDiscoveryRepliesSent)
          Mobile Prefix Advertisements: \(prefixAdvertisementsSent.values.reduce(0, &+))
        \(Self.lines(prefixAdvertisementsSent, and: ["solicited", "unsolicited", "retransmission"]) { $0 })\
            without acknowledgement: \(prefixAdvertisementsUnacknowledged)
        Home agent
          Registrations: \(registrations)
          Deregistrations: \(deregistrations)
          Expirations: \(expirations)
          Duplicate addresses: \(duplicateAddresses)
          Groups joined: \(groupsJoined), left: \(groupsLeft)
        \(LastAnswersText.lines(secondsSinceAccepted: secondsSinceAccepted, lastRefused: lastRefused))\
        \(correspondentNode.text)\(mobileNode.text)\
        Refused
          Binding Updates: \(refused.values.reduce(0, &+))
        \(Self.lines(refused) { $0 })\
        Dropped
          Packets: \(dropped.values.reduce(0, &+))
        \(Self.lines(dropped) { $0 })\
        Forwarding
        \(forwarding.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)\n" }.joined())
        """
    }

    private var generated: UInt64 {
        acknowledgements &+ errors &+ parameterProblemsSent &+ correspondentNode.messagesSent &+ mobileNode.messagesSent
    }
    private var acknowledgements: UInt64 { bindingAcknowledgementsSent.values.reduce(0, &+) }
    private var errors: UInt64 { bindingErrorsSent.values.reduce(0, &+) }

    /// The statuses of RFC 6275 section 6.1.8 that a home agent gives.
    private static let usualStatuses = [0, 1, 128, 129, 130, 131, 132, 133, 134, 135].map { String($0) }

    /// The counters that are not 0, and those that are always shown.
    private static func lines(
        _ counters: [String: UInt64], and usual: [String] = [], name: (String) -> String
    ) -> String {
        Set(usual).union(counters.filter { $0.value > 0 }.keys).sorted { order($0) < order($1) }
            .map { "    \(name($0)): \(counters[$0] ?? 0)\n" }.joined()
    }

    /// Numbers by value, names by alphabet.
    private static func order(_ name: String) -> (Int, String) {
        (Int(name) ?? 0, name)
    }

    private static func bindingStatus(_ number: String) -> String {
        UInt8(number).map { BindingStatus(rawValue: $0).description } ?? number
    }

    private static func errorStatus(_ number: String) -> String {
        switch number {
        case "1": "1 unknown binding for a Home Address option"
        case "2": "2 unrecognized MH Type"
        default: "status \(number)"
        }
    }
}
