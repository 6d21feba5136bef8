import Core

/// `show ipv6 mobile traffic`: counters since the start, or since they were cleared.
public struct TrafficReport: Codable, Hashable, Sendable {
    /// Well-formed Binding Updates.
    public var bindingUpdatesReceived: UInt64
    /// By status number (RFC 6275 section 6.1.8).
    public var bindingAcknowledgementsSent: [String: UInt64]
    /// By status number (RFC 6275 section 6.1.9).
    public var bindingErrorsSent: [String: UInt64]
    /// Parameter Problems about Mobility Headers.
    public var parameterProblemsSent: UInt64
    /// Bindings that were made.
    public var registrations: UInt64
    /// Bindings that the mobile node ended.
    public var deregistrations: UInt64
    /// Bindings whose lifetime ran out.
    public var expirations: UInt64
    /// Home addresses that somebody else used.
    public var duplicateAddresses: UInt64
    /// Router Advertisements.
    public var routerAdvertisementsSent: UInt64
    /// Packets dropped without an answer, by reason; reasons that did not occur have 0.
    public var dropped: [String: UInt64]
    /// Counters of the forwarding plane, by name.
    public var forwarding: [String: UInt64]

    /// Shows the engine's counters, and those of the forwarding plane by their names.
    public init(_ counters: TrafficCounters, forwarding: [String: UInt64]) {
        bindingUpdatesReceived = counters.bindingUpdatesReceived
        bindingAcknowledgementsSent = counters.bindingAcknowledgementsSent.byNumber(\.rawValue)
        bindingErrorsSent = counters.bindingErrorsSent.byNumber(\.rawValue)
        parameterProblemsSent = counters.parameterProblemsSent
        registrations = counters.registrations
        deregistrations = counters.deregistrations
        expirations = counters.expirations
        duplicateAddresses = counters.duplicateAddresses
        routerAdvertisementsSent = counters.routerAdvertisementsSent
        dropped = Dictionary(
            uniqueKeysWithValues: DropReason.allCases.map { ($0.rawValue, counters.dropped[$0] ?? 0) })
        self.forwarding = forwarding
    }
}

extension Dictionary where Value == UInt64 {
    fileprivate func byNumber(_ number: (Key) -> UInt8) -> [String: UInt64] {
        Dictionary<String, UInt64>(map { (String(number($0.key)), $0.value) }, uniquingKeysWith: &+)
    }
}

extension TrafficReport: WholeReport {
    static let schema = 1

    /// What was received, sent, dropped and forwarded. Of statuses and drop reasons, those that occurred.
    var text: String {
        """
        Received
          Binding Updates: \(bindingUpdatesReceived)
        Sent
          Binding Acknowledgements: \(bindingAcknowledgementsSent.values.reduce(0, &+))
        \(lines(bindingAcknowledgementsSent, name: Self.bindingStatus))\
          Binding Errors: \(bindingErrorsSent.values.reduce(0, &+))
        \(lines(bindingErrorsSent) { "status \($0)" })\
          Parameter Problems: \(parameterProblemsSent)
          Router Advertisements: \(routerAdvertisementsSent)
        Home agent
          Registrations: \(registrations)
          Deregistrations: \(deregistrations)
          Expirations: \(expirations)
          Duplicate addresses: \(duplicateAddresses)
        Dropped
          Packets: \(dropped.values.reduce(0, &+))
        \(lines(dropped) { $0 })\
        Forwarding
        \(forwarding.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)\n" }.joined())
        """
    }

    private func lines(_ counters: [String: UInt64], name: (String) -> String) -> String {
        counters.filter { $0.value > 0 }.sorted { Self.order($0.key) < Self.order($1.key) }
            .map { "    \(name($0.key)): \($0.value)\n" }.joined()
    }

    /// Numbers by value, names by alphabet.
    private static func order(_ name: String) -> (Int, String) {
        (Int(name) ?? 0, name)
    }

    private static func bindingStatus(_ number: String) -> String {
        UInt8(number).map { BindingStatus(rawValue: $0).description } ?? number
    }
}
