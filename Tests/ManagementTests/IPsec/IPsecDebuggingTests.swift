import Core
import ManagementFixtures
import Testing

@testable import Management

/// `debug ipv6 mobile ipsec`.
@Suite struct IPsecDebuggingTests {
    /// What is missing under ESP belongs to two areas, and is told once.
    @Test(
        arguments: [([.ipsec], 1), ([.forwarding], 2), ([.ipsec, .forwarding], 2), ([.registrations], 0)]
            as [(Set<DebugArea>, Int)])
    func whatIsDroppedForWantOfESP(areas: Set<DebugArea>, count: Int) {
        let router = FixtureRouter()
        let log = router.eventLog
        for area in areas { log.debugging.begin(area) }
        let before = log.buffered.logged
        for reason in [DropReason.protectionMissing, .checksumError] {
            log.record(.observe(.dropped(reason, source: nil, interface: InterfaceIndex(rawValue: 3))))
        }
        #expect(log.buffered.logged - before == UInt64(count))
    }
}
