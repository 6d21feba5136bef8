import Core
import Management

/// A mobile node that a fixture router may be.
public enum FixtureMobileNode {
    /// One home address is registered, one refused, one made by itself and at home; `wan0` and `home0` are attached.
    public static var status: MobileNodeStatus {
        var registered = HomeAddressStatus(homeAddress: interfaceAddress(1, 0x100), state: .registered)
        registered.homeAgent = address(1, 1)
        registered.careOfAddress = address(2, 0x100)
        registered.interface = InterfaceIndex(rawValue: 3)
        registered.lastStatus = .accepted
        registered.homeLink = HomeLinkInformation(
            hasManagedAddresses: true, hasOtherConfiguration: true, validity: moment(2_592_001),
            preference: moment(604_801))
        registered.lastHandover = handover
        registered.handovers = 3
        var refused = HomeAddressStatus(homeAddress: interfaceAddress(7, 0x100), state: .detached)
        refused.homeAgent = address(7, 1)
        refused.lastStatus = .duplicateAddressDetectionFailed
        refused.homeLink = HomeLinkInformation(validity: moment(0))
        var atHome = HomeAddressStatus(homeAddress: interfaceAddress(8, 0x100), state: .atHome)
        atHome.homeAgent = address(8, 1)
        atHome.interface = InterfaceIndex(rawValue: 1)
        atHome.isAutoConfigured = true
        return MobileNodeStatus(
            homeAddresses: [registered, refused, atHome], attachments: [wired, fresh], knownHomeAgents: knownHomeAgents)
    }

    /// A home agent, a correspondent that has a binding, and one that is asked for return routability.
    public static var bindingUpdateList: [BindingUpdateListEntry] {
        let home = BindingUpdateListEntry(
            peer: address(1, 1), kind: .homeAgent, homeAddress: address(1, 0x100), careOfAddress: address(2, 0x100),
            sequenceNumber: 17, lifetime: 600, expiry: moment(422), state: .registered)
        let direct = BindingUpdateListEntry(
            peer: address(9, 0x200), kind: .correspondent, homeAddress: address(1, 0x100),
            careOfAddress: address(2, 0x100), sequenceNumber: 3, lifetime: 420, expiry: moment(401), state: .registered,
            use: RouteOptimizationUse(packetsSent: 5, packetsReceived: 4))
        let asked = BindingUpdateListEntry(
            peer: address(9, 0x201), kind: .correspondent, homeAddress: address(1, 0x100),
            careOfAddress: address(2, 0x100), sequenceNumber: 0, lifetime: 0, expiry: moment(0), state: .testing,
            retransmissions: 2)
        return [home, direct, asked]
    }

    /// What the phases of a handover took.
    public static let handover = HandoverTimes(
        routerDiscovery: .microseconds(31_042), addressConfiguration: .microseconds(12_100),
        bindingUpdate: .microseconds(92), registration: .milliseconds(41))

    /// A link with everything.
    public static var wired: Attachment {
        let times = MovementTimes(linkChanged: moment(0), routerHeard: moment(0))
        var attachment = Attachment(
            interface: InterfaceIndex(rawValue: 3), router: .linkLocal(interfaceIdentifier: 1),
            routerLinkLayerAddress: LinkLayerAddress(octets: [2, 0, 0, 0, 1, 1]),
            prefixes: [interfaceAddress(2, 0).prefix, interfaceAddress(3, 0).prefix], movement: times)
        attachment.careOfAddress = address(2, 0x100)
        attachment.careOfAddressExpiry = moment(86_401)
        return attachment
    }

    /// A link where there is no address yet.
    public static var fresh: Attachment {
        Attachment(
            interface: InterfaceIndex(rawValue: 1), router: .linkLocal(interfaceIdentifier: 2),
            routerLinkLayerAddress: nil, prefixes: [],
            movement: MovementTimes(linkChanged: moment(0), routerHeard: moment(0)))
    }

    private static var knownHomeAgents: [KnownHomeAgent] {
        [
            KnownHomeAgent(
                address: interfaceAddress(8, 1), advertisements: 1234,
                lastHeard: NetworkTimestamp(since1970: .seconds(1_795_444_200)), rank: 900_000),
            KnownHomeAgent(
                address: interfaceAddress(5, 1), advertisements: 2,
                lastHeard: NetworkTimestamp(since1970: .seconds(2_147_483_648)), rank: 12),
        ]
    }

    private static func moment(_ seconds: UInt64) -> Instant {
        Instant(nanoseconds: seconds * 1_000_000_000)
    }

    private static func interfaceAddress(_ subnet: UInt128, _ host: UInt128) -> InterfaceAddress {
        InterfaceAddress(address: address(subnet, host), prefixLength: 64)
    }

    /// `2001:db8:SUBNET::HOST`.
    public static func address(_ subnet: UInt128, _ host: UInt128) -> IPv6Address {
        IPv6Address(rawValue: 0x2001_0db8 << 96 | subnet << 80 | host)
    }
}
