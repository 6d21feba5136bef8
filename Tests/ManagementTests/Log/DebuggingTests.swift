import Core
import ManagementFixtures
import Testing

@testable import Management

@Suite struct DebuggingTests {
    private let router = FixtureRouter()
    private var log: RouterLog { router.eventLog }
    private var lines: [String] { log.buffer.records.map { "\($0.message)" } }

    private static func address(_ text: String) throws -> IPv6Address { try #require(IPv6Address(text)) }

    private func install(_ homeAddress: String) throws -> Effect {
        .installForwarding(
            ForwardingEntry(
                homeAddress: try Self.address(homeAddress), careOfAddress: try Self.address("2001:db8:2::1"),
                homeAgentAddress: try Self.address("2001:db8:1::1")))
    }

    @Test func nothingIsToldWhileItIsOff() throws {
        log.record(try install("2001:db8:1::a"))
        log.record(.observe(.dropped(.checksumError, source: nil, interface: InterfaceIndex(rawValue: 3))))
        #expect(lines.isEmpty)
    }

    @Test func anAreaTellsWhatIsItsOwn() throws {
        log.debugging.begin(.forwarding)
        log.record(try install("2001:db8:1::a"))
        log.record(.observe(.dropped(.checksumError, source: nil, interface: InterfaceIndex(rawValue: 3))))
        log.record(
            .observe(.duplicateAddressDetectionPassed(homeAddress: try Self.address("2001:db8:1::a"))))
        #expect(
            lines == [
                "%MIPV6-7-FORWARDING: tunnel for 2001:db8:1::a from 2001:db8:1::1 to care-of address 2001:db8:2::1: asked for",
                "%MIPV6-7-FORWARDING: packet from an unknown source on interface 3 dropped: its checksum is wrong",
            ])
    }

    @Test func aConditionLetsOneHomeAddressThrough() throws {
        log.debugging.begin(.forwarding, homeAddress: try Self.address("2001:db8:1::b"))
        log.record(try install("2001:db8:1::a"))
        log.record(try install("2001:db8:1::b"))
        log.record(.observe(.dropped(.checksumError, source: nil, interface: InterfaceIndex(rawValue: 3))))
        #expect(lines.count == 1 && lines.first?.contains("2001:db8:1::b") == true)
    }

    /// However much is debugged, only so many lines are made, and what matters is written all the same.
    @Test func aFloodOfDebugOutputIsBounded() throws {
        for area in DebugArea.allCases { log.debugging.begin(area) }
        let effect = try install("2001:db8:1::a")
        for _ in 0..<100_000 { log.record(effect) }
        #expect(log.buffered.logged == 500)
        log.record(
            .observe(
                .duplicateAddressDetected(
                    NeighborTarget(interface: InterfaceIndex(rawValue: 3), address: try Self.address("2001:db8:1::a"))))
        )
        #expect(lines.contains { $0.hasPrefix("%MIPV6-4-DUPLICATE") })
        #expect(lines.contains { $0.hasPrefix("%SYS-4-LOG: 99500 lines were left out") })
    }

    @Test(arguments: DropReason.allCases)
    func everyReasonIsAFewWords(reason: DropReason) {
        #expect(reason.logText.count > 10 && reason.logText != reason.rawValue)
    }
}
