import Core
import Foundation
import ManagementFixtures
import Testing

@testable import Management

@Suite struct ReportTests {
    private func json(_ report: some Report) throws -> [String: Any] {
        let text = Array(report.jsonPieces()).joined()
        #expect(text.hasPrefix("{\n  \"schema\" : 1,\n"))
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test(arguments: 0...3)
    func bindingsAreAnArrayHoweverManyThereAre(count: Int) throws {
        let records = FixtureBindings.all.prefix(count)
        let text = Array(BindingReport(pages: AnyIterator(records.map { [$0] }.makeIterator())).jsonPieces()).joined()
        struct Document: Decodable {
            let schema: Int
            let bindings: [BindingRecord]
        }
        let document = try JSONDecoder().decode(Document.self, from: Data(text.utf8))
        #expect(document.bindings == Array(records))
    }

    @Test func aBindingHasTheFieldsThatScriptsRelyOn() throws {
        let report = BindingReport(
            pages: AnyIterator(CollectionOfOne(Array(FixtureBindings.all.prefix(1))).makeIterator()))
        let bindings = try #require(try json(report)["bindings"] as? [[String: Any]])
        #expect(
            Set(bindings[0].keys) == [
                "homeAddress", "careOfAddress", "homeAgent", "type", "state", "sequence", "lifetimeGranted",
                "lifetimeRemaining", "flags", "interface", "packetsTunnelled", "octetsTunnelled",
                "packetsReverseTunnelled", "octetsReverseTunnelled", "groups",
            ])
        #expect(bindings[0]["homeAddress"] as? String == "2001:db8:1::100")
        #expect(bindings[0]["lifetimeRemaining"] as? Int == 421)
        #expect(bindings[0]["type"] as? String == "home")
    }

    @Test func trafficNamesStatusesByNumberAndEveryReason() throws {
        var counters = TrafficCounters()
        let (interface, now) = (InterfaceIndex(rawValue: 1), Instant(nanoseconds: 0))
        counters.record(.dropped(.checksumError, source: nil, interface: interface), at: now)
        counters.record(.bindingErrorSent(.unknownBinding, destination: .loopback), at: now)
        let report = TrafficReport(counters, forwarding: ["tunnelled": 7], at: now)
        let object = try json(report)
        let dropped = try #require(object["dropped"] as? [String: Int])
        #expect(Set(dropped.keys) == Set(DropReason.allCases.map(\.rawValue)))
        #expect(dropped.filter { $0.value > 0 } == ["checksumError": 1])
        #expect(object["bindingUpdatesReceived"] as? Int == 0)
        #expect(object["bindingAcknowledgementsSent"] as? [String: Int] == [:])
        #expect(object["bindingErrorsSent"] as? [String: Int] == ["1": 1])
        #expect(object["forwarding"] as? [String: Int] == ["tunnelled": 7])
        #expect(report.text.contains("    checksumError: 1\n"))
        #expect(report.text.contains("    1 unknown binding for a Home Address option: 1\n"))
    }

    @Test func statusesAreNamedInText() throws {
        var report = TrafficReport(TrafficCounters(), forwarding: [:], at: Instant(nanoseconds: 0))
        report.bindingAcknowledgementsSent = ["0": 5, "135": 2, "1": 1]
        #expect(
            report.text.contains(
                """
                  Binding Acknowledgements: 8
                    0 Binding Update accepted: 5
                    1 accepted but prefix discovery necessary: 1
                    128 reason unspecified: 0
                    129 administratively prohibited: 0
                    130 insufficient resources: 0
                    131 home registration not supported: 0
                    132 not home subnet: 0
                    133 not home agent for this mobile node: 0
                    134 duplicate address detection failed: 0
                    135 sequence number out of window: 2

                """))
    }

    @Test(
        arguments: [
            (0, "00:00:00"), (59, "00:00:59"), (3600, "01:00:00"), (86_399, "23:59:59"), (86_400, "1 day, 00:00:00"),
            (200_000, "2 days, 07:33:20"),
        ] as [(UInt64, String)])
    func uptimes(seconds: UInt64, text: String) {
        let report = VersionReport(
            version: "1", hostName: "X", kernel: "Linux", uptime: seconds, reloadCause: nil, imageFile: "haosd",
            configurationFile: "startup-config")
        #expect(report.text.hasSuffix("X uptime is \(text)\n"))
    }
}
