import Core
import ManagementFixtures
import Testing

@testable import Management

@Suite struct MobileNodeTrafficTests {
    private let key = MobileRouteKey(
        homeAddress: FixtureMobileNode.address(1, 0x100), correspondent: FixtureMobileNode.address(9, 0x200))
    private let now = Instant(nanoseconds: 0)

    private func report(_ observations: [MobileNodeObservation]) -> TrafficReport {
        var counters = TrafficCounters()
        for observation in observations { counters.record(.mobileNode(observation), at: now) }
        return TrafficReport(counters, forwarding: [:], at: now)
    }

    @Test func eachMessageIsCountedOnce() {
        let (home, correspondent) = (FixtureMobileNode.bindingUpdateList[0], FixtureMobileNode.bindingUpdateList[1])
        let report = report([
            .bindingUpdateSent(home), .bindingUpdateSent(home), .bindingUpdateSent(correspondent),
            .bindingAcknowledged(home, .accepted), .bindingAcknowledged(correspondent, .insufficientResources),
            .testInitSent(.home, key), .testInitSent(.careOf, key), .testInitSent(.careOf, key),
            .testReceived(.careOf, key), .homeAgentDiscovery(homeAddress: key.homeAddress),
            .homeAgentsFound(homeAddress: key.homeAddress, []), .prefixSolicitationSent(homeAddress: key.homeAddress),
            .prefixAdvertisementReceived(homeAddress: key.homeAddress), .routeOptimizationRefused(key),
            .bindingEnded(home), .handedOver(FixtureMobileNode.status.homeAddresses[0], FixtureMobileNode.handover),
        ])
        let traffic = report.mobileNode
        #expect(traffic.homeBindingUpdatesSent == 2 && traffic.correspondentBindingUpdatesSent == 1)
        #expect(traffic.bindingAcknowledgementsReceived == ["0": 1, "130": 1] && traffic.bindingsEnded == 1)
        #expect(traffic.homeTestInitsSent == 1 && traffic.homeTestsReceived == 0)
        #expect(traffic.careOfTestInitsSent == 2 && traffic.careOfTestsReceived == 1)
        #expect(traffic.homeAgentDiscoveries == 1 && traffic.homeAgentDiscoveryAnswers == 1)
        #expect(traffic.prefixSolicitationsSent == 1 && traffic.prefixAdvertisementsReceived == 1)
        #expect(traffic.routeOptimizationRefusals == 1 && traffic.handovers == 1 && traffic.routersLost == 0)
        #expect(report.text.contains("Sent: 8 generated\n"))
        #expect(report.text.contains("    130 insufficient resources: 1\n"))
    }

    @Test func movesThatAreNoMessagesAreNoTraffic() {
        let interface = InterfaceIndex(rawValue: 3)
        #expect(
            report([
                .linkCame(interface), .linkWent(interface), .attached(FixtureMobileNode.wired), .detached(interface),
            ])
            .mobileNode == report([]).mobileNode)
    }
}
