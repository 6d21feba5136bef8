/// From a packet in a packet to what it says of groups (RFC 6275 section 10.4.3).
extension Engine {
    /// A message of Multicast Listener Discovery that came through a reverse tunnel, in the tunnelled packet.
    mutating func receivedFromListener(_ outer: IPv6Packet, _ received: ReceivedPacket) {
        let sender = outer.header.source
        guard context.configuration.forwardsMulticast else { return drop(received, .multicastDisabled, source: sender) }
        let octets = Array(received.octets[outer.upperLayer])
        let inner: IPv6Packet
        let message: ICMPv6Message
        do {
            inner = try IPv6Packet(parsing: octets.span)
            guard inner.upperLayerProtocol == .icmpv6 else { return drop(received, .unexpectedMessage, source: sender) }
            message = try ICMPv6Message.parse(
                octets: octets[inner.upperLayer].span, source: inner.checksumSource,
                destination: inner.checksumDestination)
        } catch {
            return drop(received, error.code == .checksum ? .checksumError : .malformedMessage, source: sender)
        }
        guard message.isFromListener else { return drop(received, .unexpectedMessage, source: sender) }
        // What a router must check (RFC 3810 sections 6.2 and 5.2.13), the source but for what nodes do: some have no
        // link-local address in their tunnel, and use the home address.
        guard inner.header.hopLimit == 1, inner.extensionHeaders.alertsRouters else {
            return drop(received, .listenerMessageNotLocal, source: sender)
        }
        let listeners = listeners(behind: outer, saying: inner.header.source)
        guard !listeners.isEmpty else { return drop(received, .listenerUnknown, source: sender) }
        heard(message, from: listeners)
    }

    /// The bindings that a tunnel is of, in their order: by the tunnel's ends, as several nodes may have the same
    /// link-local address. A home address as the inner source is one of them.
    private func listeners(behind outer: IPv6Packet, saying source: IPv6Address) -> [Binding] {
        guard source.isLinkLocal || source.isUnspecified || source.isUnicastRoutable else { return [] }
        let tunnel = BindingSelector(
            homeAddress: source.isUnicastRoutable ? IPv6Prefix(source) : nil,
            careOfAddress: IPv6Prefix(outer.header.source))
        return bindings(matching: tunnel, examining: Self.bindingsOfTunnel).bindings
            .filter { $0.homeAgentAddress == outer.header.destination }
    }

    /// Home addresses that are looked at behind one care-of address.
    private static let bindingsOfTunnel = 16

    private mutating func heard(_ message: ICMPv6Message, from listeners: [Binding]) {
        context.observe(.listenerMessageReceived(homeAddress: listeners[0].homeAddress))
        switch message {
        case .multicastListenerReportVersion2(let report):
            for record in report.records { homeAgent.heard(record, from: listeners, &context) }
        case .multicastListenerReport(let report): homeAgent.heard(report, from: listeners, &context)
        case .multicastListenerDone(let done): homeAgent.heard(done, from: listeners, &context)
        default: break
        }
    }
}

extension ICMPv6Message {
    /// Whether nodes say it to their router of the groups they listen to.
    fileprivate var isFromListener: Bool {
        switch self {
        case .multicastListenerReport, .multicastListenerDone, .multicastListenerReportVersion2: true
        default: false
        }
    }
}
