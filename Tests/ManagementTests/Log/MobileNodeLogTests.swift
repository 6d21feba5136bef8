import Core
import ManagementFixtures
import Testing

@testable import Management

@Suite struct MobileNodeLogTests {
    private let router = FixtureRouter()
    private var log: RouterLog { router.eventLog }
    private var lines: [String] { log.buffer.records.map { "\($0.message)" } }

    private static let home = FixtureMobileNode.status.homeAddresses[0]
    private static let refused = FixtureMobileNode.status.homeAddresses[1]
    private static let entry = FixtureMobileNode.bindingUpdateList[0]
    private static let key = MobileRouteKey(
        homeAddress: FixtureMobileNode.address(1, 0x100), correspondent: FixtureMobileNode.address(9, 0x200))
    private static let router = NeighborTarget(
        interface: InterfaceIndex(rawValue: 3), address: .linkLocal(interfaceIdentifier: 1))

    private static let observations: [MobileNodeObservation] = [
        .linkCame(router.interface), .linkWent(router.interface), .routerHeard(router), .routerProbed(router),
        .routerLost(router), .attached(FixtureMobileNode.wired), .detached(router.interface), .stateChanged(home),
        .homeAgentDiscovery(homeAddress: key.homeAddress),
        .homeAgentsFound(homeAddress: key.homeAddress, [FixtureMobileNode.address(1, 1)]), .bindingUpdateSent(entry),
        .bindingAcknowledged(entry, .accepted), .bindingAcknowledged(entry, .duplicateAddressDetectionFailed),
        .bindingEnded(entry), .handedOver(home, FixtureMobileNode.handover), .testInitSent(.home, key),
        .testReceived(.careOf, key), .routeOptimizationRefused(key),
        .prefixSolicitationSent(homeAddress: key.homeAddress),
        .prefixAdvertisementReceived(homeAddress: key.homeAddress),
        .homeAddressConfigured(home.homeAddress, homeAgent: FixtureMobileNode.address(1, 1)),
    ]

    private static var effects: [MobileNodeEffect] {
        let homeAgent = FixtureMobileNode.address(1, 1)
        let careOfAddress = FixtureMobileNode.address(2, 0x100)
        let tunnel = MobileTunnel(
            homeAddress: key.homeAddress, careOfAddress: careOfAddress, homeAgentAddress: homeAgent,
            interface: router.interface, router: router.address)
        let entrance = TunnelEntrance(
            homeAddress: key.homeAddress, careOfAddress: careOfAddress, homeAgentAddress: homeAgent)
        let places: [HomeAddressPlace] = [
            .idle, .abroad, .atHome(router.interface, router: router.address, detectsDuplicates: false),
        ]
        return places.map { .placeHomeAddress(home.homeAddress, $0) } + [
            .removeHomeAddress(home.homeAddress), .beginTunnel(tunnel), .endTunnel(homeAddress: key.homeAddress),
            .openEntrance(entrance), .closeEntrance(entrance),
            .beginRoute(
                MobileRoute(key: key, careOfAddress: careOfAddress, interface: router.interface, router: router.address)
            ),
            .endRoute(key), .askRouteUse(key),
            .leaveLink(LeftLink(interface: router.interface, routers: [router.address], addresses: [home.homeAddress])),
            .keepHomeAgents(FixtureMobileNode.status.knownHomeAgents), .keepBindings([]),
        ]
    }

    @Test func whatIsNotableIsLogged() {
        for observation in Self.observations { log.record(.observe(.mobileNode(observation))) }
        let entry = """
            home address 2001:db8:1::100 at care-of address 2001:db8:2::100, with home agent 2001:db8:1::1, for 600 s, \
            sequence number 17
            """
        #expect(
            lines == [
                """
                %MIPV6-5-STATE: home address 2001:db8:1::100: registered at care-of address 2001:db8:2::100, home agent \
                2001:db8:1::1
                """,
                "%MIPV6-5-HOMEAGENT: home address 2001:db8:1::100: home agents 2001:db8:1::1",
                "%MIPV6-4-REFUSED: \(entry): 134 duplicate address detection failed",
                "%MIPV6-5-ENDED: \(entry)",
                """
                %MIPV6-5-HANDOVER: home address 2001:db8:1::100 moved to care-of address 2001:db8:2::100 in 84.234 ms: \
                router 31.042, address 12.1, update 0.092, acknowledgement 41.0
                """,
                """
                %MIPV6-6-TUNNELLED: home address 2001:db8:1::100: 2001:db8:9::200 takes no direct way, and is reached by \
                the home agent
                """,
                "%MIPV6-5-HOMEADDRESS: 2001:db8:1::100/64 is a home address now, of home agent 2001:db8:1::1",
            ])
    }

    @Test func whatACorrespondentSaysIsLessNotable() {
        let entry = FixtureMobileNode.bindingUpdateList[1]
        log.record(.observe(.mobileNode(.bindingAcknowledged(entry, .insufficientResources))))
        log.record(.observe(.mobileNode(.bindingEnded(entry))))
        #expect(log.buffer.records.map(\.message.severity) == [.informational, .informational])
    }

    /// Words, and no values as the compiler would print them.
    @Test func debuggingTellsEverythingInWords() {
        log.debugging.begin(.mobileNode)
        for observation in Self.observations { log.record(.observe(.mobileNode(observation))) }
        for effect in Self.effects { log.record(.mobileNode(effect)) }
        let told = lines.filter { $0.hasPrefix("%MIPV6-7-MOBILENODE: ") }
        #expect(told.count == Self.observations.count + Self.effects.count && Set(told).count == told.count)
        for line in told { #expect(!line.contains("(") && !line.contains("rawValue"), "\(line)") }
    }

    @Test func aConditionLetsOneHomeAddressThrough() {
        log.debugging.begin(.mobileNode, homeAddress: Self.refused.homeAddress.address)
        for observation in Self.observations + [.stateChanged(Self.refused)] {
            log.record(.observe(.mobileNode(observation)))
        }
        for effect in Self.effects { log.record(.mobileNode(effect)) }
        #expect(lines.filter { $0.contains("MOBILENODE") }.count == 1)
    }
}
