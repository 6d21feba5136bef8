import Core

/// A mobile node as a listener to multicast groups: what it sends through its tunnel.
struct Listener {
    var node = MobileNode()
    /// The inner source.
    var source = IPv6Address.linkLocal(interfaceIdentifier: 0x100)
    /// The outer source, if it is not where the node is.
    var outerSource: IPv6Address?
    var homeAgent = Place.homeAgent
    var hopLimit: UInt8 = 1
    var alertsRouters = true

    static let group = IPv6Address(rawValue: 0xff1e << 112 | 0x1234)

    /// Such a group of a number.
    static func group(_ number: Int) -> IPv6Address {
        IPv6Address(rawValue: 0xff1e << 112 | 0x1_0000 | UInt128(number))
    }

    /// A report of version 2 with one record.
    func report(
        _ kind: MulticastAddressRecord.Kind, _ group: IPv6Address = group, sources: [IPv6Address] = []
    ) -> [UInt8] {
        report([MulticastAddressRecord(kind, of: group, sources: sources)])
    }

    /// A report of version 2.
    func report(_ records: [MulticastAddressRecord]) -> [UInt8] {
        tunnelled(
            .multicastListenerReportVersion2(MulticastListenerReportVersion2(records: records)),
            to: IPv6Address(rawValue: 0xff02 << 112 | 0x16))
    }

    /// A report of version 1.
    func reportVersion1(_ group: IPv6Address = group) -> [UInt8] {
        tunnelled(.multicastListenerReport(MulticastListenerReport(group: group)), to: group)
    }

    /// It listens no more, in version 1.
    func done(_ group: IPv6Address = group) -> [UInt8] {
        tunnelled(.multicastListenerDone(MulticastListenerDone(group: group)), to: .allRouters)
    }

    /// A message in the reverse tunnel.
    func tunnelled(_ message: ICMPv6Message, to destination: IPv6Address) -> [UInt8] {
        var inner = IPv6PacketBuilder(source: source, destination: destination, hopLimit: hopLimit)
        inner.alertsRouters = alertsRouters
        return IPv6PacketBuilder(source: outerSource ?? node.careOfAddress, destination: homeAgent)
            .packet(nextHeader: .ipv6, payload: inner.packet(message), checksumOffset: nil)
    }

    /// Changes a copy.
    func with(_ change: (inout Listener) -> Void) -> Listener {
        var copy = self
        change(&copy)
        return copy
    }
}

/// A query as it went through a tunnel.
struct TunnelledQuery: Hashable {
    var outerSource: IPv6Address
    var careOfAddress: IPv6Address
    var source: IPv6Address
    var destination: IPv6Address
    var hopLimit: UInt8
    var alertsRouters: Bool
    var query: MulticastListenerQuery

    /// `nil` for a packet that is none.
    init?(_ sent: SentPacket) {
        guard case .other(let octets) = sent.read.content, sent.read.packet.upperLayerProtocol == .ipv6,
            let inner = try? ReadPacket(octets), case .multicastListenerQuery(let query) = inner.icmpv6
        else { return nil }
        outerSource = sent.source
        careOfAddress = sent.destination
        source = inner.packet.header.source
        destination = inner.packet.header.destination
        hopLimit = inner.packet.header.hopLimit
        alertsRouters = inner.packet.extensionHeaders.alertsRouters
        self.query = query
    }
}

extension World {
    /// The queries that were sent since `forget`, and when, in seconds of the world's clock.
    var queries: [(time: Instant, query: TunnelledQuery)] {
        sent.compactMap { packet in TunnelledQuery(packet).map { (packet.time, $0) } }
    }

    /// The groups that a node listens to.
    func groups(of homeAddress: IPv6Address = Place.homeAddress) -> [IPv6Address] {
        engine.groupMemberships(limit: .max).memberships.filter { $0.key.homeAddress == homeAddress }.map(\.key.group)
    }

    /// The only membership there is.
    var membership: GroupMembership? {
        let memberships = engine.groupMemberships(limit: .max).memberships
        return memberships.count == 1 ? memberships.first : nil
    }

    /// Seconds between a moment of the past and now.
    func seconds(since moment: Instant) -> Double { (now - moment) / .seconds(1) }
}
