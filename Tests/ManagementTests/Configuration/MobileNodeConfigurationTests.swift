import Core
import ManagementFixtures
import Testing

@testable import Management

@Suite struct MobileNodeConfigurationTests {
    private func parse(_ text: String) throws -> Configuration {
        try ConfigurationFile.parse(Array(text.utf8))
    }

    private func diagnostics(_ text: String) -> [Diagnostic] {
        do throws(ConfigurationFileError) {
            _ = try ConfigurationFile.parse(Array(text.utf8))
            return []
        } catch {
            return error.diagnostics
        }
    }

    private func engine(_ text: String) throws -> MobilityConfiguration {
        try parse(text).mobility { _ in Instant(nanoseconds: 0) }
    }

    @Test func theEngineGetsWhatIsWritten() throws {
        let mobileNode = try #require(
            try engine(
                """
                ipv6 mobile
                ipv6 mobile mobile-node
                 home-address 2001:db8:1::100/64
                  home-agent 2001:db8:1::1
                  authentication spi hex 1000 key hex 000102030405060708090a0b0c0d0e0f
                 interface eth0 priority 10
                 interface eth1 priority 20
                 lifetime 600
                 route-optimization
                 route-optimization exclude 2001:db8:53::/64 port 53
                """
            ).mobileNode)
        let home = try #require(mobileNode.homeAddresses.first)
        #expect(mobileNode.homeAddresses.count == 1 && "\(home.homeAddress)" == "2001:db8:1::100/64")
        #expect(home.homeAgent == .address(try #require(IPv6Address("2001:db8:1::1"))))
        let association = MobilitySecurityAssociation(
            securityParameterIndex: 0x1000, key: SecretKey(octets: Array(0...15)))
        #expect(home.authentication == association)
        #expect(
            mobileNode.interfaces == [
                MobileNodeInterface(name: "eth0", priority: 10), MobileNodeInterface(name: "eth1", priority: 20),
            ])
        #expect(mobileNode.lifetime == 600 && mobileNode.isRouteOptimizationEnabled && !mobileNode.isDetached)
        let resolvers = IPv6Prefix(try #require(IPv6Address("2001:db8:53::")), length: 64)
        #expect(mobileNode.exclusions == [RouteOptimizationExclusion(try #require(resolvers), port: 53)])
        #expect(mobileNode.autoConfiguration == nil)
    }

    @Test func withoutTheLineThereIsNoMobileNode() throws {
        #expect(try engine("ipv6 mobile").mobileNode == nil)
        #expect(try engine("ipv6 mobile mobile-node\nno ipv6 mobile mobile-node").mobileNode == nil)
    }

    /// Whatever the order of the lines: the lowest number first, of equals by name.
    @Test func interfacesAreInTheOrderOfPreference() throws {
        let mobileNode = try engine(
            """
            ipv6 mobile mobile-node
             interface wlan0 priority 20
             interface eth1 priority 20
             interface eth0 priority 30
             interface eth0 priority 1
            """
        ).mobileNode
        #expect(mobileNode?.interfaces.map(\.name) == ["eth0", "eth1", "wlan0"])
    }

    /// An interface of the configuration may follow the mode's own `interface`.
    @Test func interfaceWithoutPriorityIsTheInterfaceItself() throws {
        let configuration = try parse(
            """
            ipv6 mobile mobile-node
             home-address 2001:db8:1::100/64
             interface eth0 priority 10
            interface eth0
             description The cable
            """)
        #expect(configuration.interfaces.values.map(\.description) == ["The cable"])
        #expect(configuration.mobileNode?.interfaces.count == 1)
    }

    @Test func aHomeAgentIsNoMobileNode() {
        let found = diagnostics(
            """
            ipv6 mobile
            ipv6 mobile mobile-node
             home-address 2001:db8:1::100/64
            interface home0
             ipv6 mobile home-agent enable
            """)
        #expect(found.count == 1 && found.first?.lineNumber == 2)
        #expect(found.first?.reason?.contains("a home agent is no mobile node") == true)
    }

    @Test(arguments: [
        (
            "interface eth0\n ipv6 address 2001:db8:1::1/64\nipv6 mobile mobile-node\n home-address 2001:db8:1::1/64",
            "eth0"
        ),
        (
            (1...17).map { "ipv6 mobile mobile-node\n home-address 2001:db8::\($0)/64" }.joined(separator: "\n"),
            "at most 16"
        ),
        (
            (1...16).map { "ipv6 mobile mobile-node\n home-address 2001:db8::\($0)/64" }.joined(separator: "\n")
                + "\n auto-configure", "at most 16"
        ),
        (
            (1...17).map { "ipv6 mobile mobile-node\n interface eth\($0) priority 1" }.joined(separator: "\n"),
            "at most 16"
        ),
        (
            (1...65).map { "ipv6 mobile mobile-node\n route-optimization exclude 2001:db8::\($0)" }.joined(
                separator: "\n"), "at most 64"
        ),
    ])
    func whatDoesNotGoTogetherIsRefused(text: String, reason: String) {
        let found = diagnostics(text)
        #expect(found.count == 1 && found.first?.reason?.contains(reason) == true, "\(found)")
    }

    @Test func whatDoesNothingWarns() throws {
        let lonely = "ipv6 mobile mobile-node\n home-address 2001:db8:1::100/64\n"
        #expect(try parse(lonely).warnings.count == 2)
        #expect(try parse("ipv6 mobile\n" + lonely + " interface eth0 priority 1").warnings.isEmpty)
        #expect(try parse("ipv6 mobile\nipv6 mobile mobile-node\n auto-configure").warnings.count == 1)
        #expect(try parse("ipv6 unicast-routing\nipv6 mobile\nipv6 mobile mobile-node").warnings.count == 1)
        let long = "ipv6 mobile mobile-node\n interface eth0 priority 1\n home-address 2001:db8:1::100/122\n"
        #expect(try parse("ipv6 mobile\n" + long).warnings.count == 1)
        #expect(try parse("ipv6 mobile\n" + long + "  home-agent 2001:db8:1::1").warnings.isEmpty)
    }

    @Test func detachingNeedsAMobileNode() throws {
        #expect(diagnostics("ipv6 mobile mobile-node detach").count == 1)
        let detached = try parse("ipv6 mobile mobile-node\nipv6 mobile mobile-node detach")
        #expect(detached.mobileNode?.isDetached == true)
        let text = detached.text(secrets: .clear).replacing("end\n", with: "no ipv6 mobile mobile-node detach\n")
        #expect(try parse(text).mobileNode == MobileNodeConfiguration())
    }
}
