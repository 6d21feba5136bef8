import Core

/// What this node advertises on a link now (RFC 4861 section 6.2.1), as it is shown.
struct AdvertisementStatus: Encodable, Hashable, Sendable {
    /// A prefix of the advertisements.
    struct Prefix: Encodable, Hashable, Sendable {
        /// The prefix with its length.
        let prefix: String
        /// Hosts may take addresses of the prefix for their neighbors.
        let isOnLink: Bool
        /// Hosts may make addresses of the prefix.
        let isAutonomous: Bool
        /// This node's own address, if it stands in the place of the prefix (RFC 6275 section 7.2).
        let routerAddress: IPv6Address?
        /// Seconds that are left of it; `nil` for ever.
        let validLifetime: UInt32?
        /// Seconds that are left until it is deprecated; `nil` for ever.
        let preferredLifetime: UInt32?
    }

    /// Milliseconds.
    let maximumInterval: UInt32
    /// Milliseconds.
    let minimumInterval: UInt32
    /// Milliseconds until the next; `nil` while only solicitations are answered.
    let nextIn: UInt64?
    /// Advertisements sent since the link began to advertise.
    let sent: UInt64
    /// Solicitations received since then.
    let solicitationsReceived: UInt64
    /// Seconds; 0 for no default router.
    let routerLifetime: UInt16
    /// 0 for unspecified.
    let hopLimit: UInt8
    /// `high`, `medium`, `low` (RFC 4191).
    let preference: String
    /// Milliseconds; 0 for unspecified.
    let reachableTime: UInt32
    /// Milliseconds; 0 for unspecified.
    let retransmissionInterval: UInt32
    /// Addresses are to be had by DHCPv6.
    let isManaged: Bool
    /// Other settings are to be had by DHCPv6.
    let hasOtherConfiguration: Bool
    /// The node is a home agent on this link.
    let isHomeAgent: Bool
    /// What is left of the prefixes.
    let prefixes: [Prefix]

    /// Shows what is advertised at a moment.
    init(_ advertisement: LinkAdvertisement, at now: Instant) {
        let message = advertisement.message
        maximumInterval = advertisement.interval.maximum
        minimumInterval = advertisement.interval.minimum
        nextIn = advertisement.next.map { $0 > now ? UInt64(($0 - now) / .milliseconds(1)) : 0 }
        sent = advertisement.sent
        solicitationsReceived = advertisement.solicitationsReceived
        routerLifetime = message.routerLifetime
        hopLimit = message.currentHopLimit
        preference = "\(message.preference)"
        reachableTime = message.reachableTime
        retransmissionInterval = message.retransmissionTimer
        isManaged = message.flags.contains(.managedAddresses)
        hasOtherConfiguration = message.flags.contains(.otherConfiguration)
        isHomeAgent = message.flags.contains(.homeAgent)
        prefixes = advertisement.prefixes.map(Prefix.init)
    }
}

extension AdvertisementStatus.Prefix {
    fileprivate init(_ information: PrefixInformation) {
        prefix = information.prefix.description
        isOnLink = information.isOnLink
        isAutonomous = information.isAutonomous
        routerAddress = information.routerAddress
        validLifetime = information.validLifetime == .max ? nil : information.validLifetime
        preferredLifetime = information.preferredLifetime == .max ? nil : information.preferredLifetime
    }

    fileprivate var line: String {
        let words = [
            isOnLink ? nil : "off-link", isAutonomous ? nil : "no autoconfiguration",
            routerAddress.map { "router address \($0)" },
        ]
        return
            (["\(prefix) valid \(Self.text(validLifetime))", "preferred \(Self.text(preferredLifetime))"]
            + words.compactMap(\.self)).joined(separator: ", ")
    }

    private static func text(_ seconds: UInt32?) -> String {
        seconds.map { "\($0) seconds" } ?? "for ever"
    }
}

extension AdvertisementStatus {
    /// For people, without indentation.
    var lines: [String] {
        let next = nextIn.map { ", the next in \($0) milliseconds" } ?? ", only when they are asked for"
        return [
            "ND router advertisements are sent every \(minimumInterval) to \(maximumInterval) milliseconds\(next)",
            "ND router advertisements live for \(routerLifetime) seconds; \(sent) sent, "
                + "\(solicitationsReceived) solicitations received",
            "ND advertised hop limit is \(hopLimit), default router preference is \(preference)"
                + (isHomeAgent ? ", with the mark of a home agent" : ""),
            "ND advertised reachable time is \(Self.text(reachableTime)), "
                + "retransmission interval is \(Self.text(retransmissionInterval))",
            isManaged ? "Hosts use DHCPv6 to obtain addresses" : "Hosts use stateless autoconfiguration for addresses",
        ]
            + (hasOtherConfiguration ? ["Hosts use DHCPv6 to obtain other configuration"] : [])
            + (prefixes.isEmpty ? ["No prefix is advertised"] : ["Advertised prefixes:"])
            + prefixes.map { "  \($0.line)" }
    }

    private static func text(_ milliseconds: UInt32) -> String {
        milliseconds == 0 ? "unspecified" : "\(milliseconds) milliseconds"
    }
}
