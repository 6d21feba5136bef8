import Core
import ManagementFixtures
import Testing

@testable import Management

/// `crypto key generate`.
@Suite struct KeyGenerationTests {
    private let router: FixtureRouter

    init() throws {
        let text = """
            ipv6 mobile home-agent
             host group MN0
              address 2001:db8:1::100
             host group all
              address 2001:db8:2::/64
            interface home0
             ipv6 address 2001:db8:1::1/60
            """
        router = FixtureRouter(try ConfigurationFile.parse(Array(text.utf8)))
    }

    /// What is printed, as the configurations of both ends.
    private func ends(_ line: String) throws -> (homeAgent: Configuration, mobileNode: Configuration) {
        var person = try ScreenOperator(router, isInteractive: false)
        let text = try person.type(line)
        #expect(person.code == .done)
        let parts = text.components(before: "! the mobile node\n")
        var homeAgent = router.configuration
        homeAgent = try ConfigurationFile.parse(Array(parts.0.utf8), into: homeAgent)
        return (homeAgent, try ConfigurationFile.parse(Array(parts.1.utf8)))
    }

    @Test func bothEndsFit() throws {
        let (homeAgent, mobileNode) = try ends("crypto key generate host MN0")
        let ours = try #require(homeAgent.homeAgent.hostGroups["MN0"]?.ipsec)
        let home = try #require(mobileNode.mobileNode?.homeAddresses.first)
        #expect(home.homeAddress.description == "2001:db8:1::100/60")
        let theirs = try #require(home.ipsec)
        let associations = try #require(ours.manual)
        #expect(associations.inbound == theirs.manual?.outbound && associations.outbound == theirs.manual?.inbound)
        #expect(associations.tunnelInbound == theirs.manual?.tunnelOutbound)
        #expect(associations.tunnelOutbound == theirs.manual?.tunnelInbound)
        #expect(ours.protectsReturnRoutability && theirs.protectsReturnRoutability && !ours.protectsPayload)
        #expect(homeAgent.ipsecWarnings.isEmpty)
        #expect(router.configuration != homeAgent)
    }

    @Test func bothEndsNegotiateWithOneKey() throws {
        let (homeAgent, mobileNode) = try ends("crypto key generate host MN0 ikev2")
        let ours = try #require(homeAgent.homeAgent.hostGroups["MN0"]?.ipsec?.exchange)
        let theirs = try #require(mobileNode.mobileNode?.homeAddresses.first?.ipsec?.exchange)
        #expect(ours.localIdentity == theirs.remoteIdentity && ours.remoteIdentity == theirs.localIdentity)
        #expect(ours.credential == theirs.credential)
    }

    /// The fixture's numbers begin anew each time, so that the same indices would be made.
    @Test func noIndexIsTakenTwice() throws {
        let first = try ends("crypto key generate host MN0").homeAgent
        router.configuration = first
        let second = try ends("crypto key generate host MN1").homeAgent
        let groups = second.homeAgent.hostGroups.values.compactMap(\.ipsec?.manual)
        let indices = groups.flatMap { manual in
            ManualAssociationRole.allCases.compactMap { manual[keyPath: $0.field]?.securityParameterIndex }
        }
        #expect(indices.count == 8 && Set(indices).count == 8)
    }

    @Test func aGroupOfManyIsRefused() throws {
        var person = try ScreenOperator(router, isInteractive: false)
        #expect(try person.type("crypto key generate host all").contains("more than one home address"))
        #expect(person.code == .refused)
    }

    /// Keys are made of what nobody can guess: two routers make different ones.
    @Test func theSystemMakesKeys() {
        var maker = IPsecKeyMaker(avoiding: Configuration(), random: SystemRandomNumberGenerator())
        #expect(maker.key() != maker.key())
    }

    @Test func nothingIsKept() throws {
        var person = try ScreenOperator(router)
        try person.type("enable")
        let keys = try person.type("crypto key generate host MN0").split(whereSeparator: \.isWhitespace).filter {
            $0.count >= 32
        }
        #expect(keys.count >= 16)
        let traces =
            (router.logs.audited.map { String(decoding: $0, as: UTF8.self) } + router.logs.standardError
            + router.eventLog.buffer.records.map(\.message.text)).joined(separator: "\n")
            + (try person.type("show history"))
        #expect(traces.contains("crypto key generate host MN0"))
        for key in keys { #expect(!traces.contains(key)) }
    }
}

extension String {
    fileprivate func components(before separator: String) -> (String, String) {
        guard let range = ranges(of: separator).first else { return (self, "") }
        return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
    }
}
