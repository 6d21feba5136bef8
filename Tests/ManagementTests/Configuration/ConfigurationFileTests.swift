import Core
import ManagementFixtures
import Testing

@testable import Management

@Suite struct ConfigurationFileTests {
    @Test func theExampleLoads() throws {
        let configuration = try FixtureFiles.configuration("home-agent")
        #expect(configuration.hostName == "HA1")
        #expect(configuration.routesUnicast)
        #expect(configuration.isMobilityEnabled)
        #expect(configuration.homeAgent.requiresAuthentication)
        let group = try #require(configuration.homeAgent.hostGroups["MN0"])
        #expect(group.homeAddresses == IPv6Prefix("2001:db8:1::100/128"))
        let association = SecurityAssociationSettings(key: SecretKey(octets: Array(0...15)))
        #expect(group.securityAssociations == [0x1000: association])
        let home = try configuration.interface("home0")
        #expect(home.interfaceAddresses.map(\.description) == ["2001:db8:1::1/64"])
        #expect(home.advertisement.interval == RouterAdvertisementInterval(maximum: 500))
        #expect(home.advertisement.tellsInterval)
        #expect(home.isHomeAgentEnabled)
        #expect(home.homeAgentPreference == 10)
        #expect(configuration.staticRoutes.map(\.nextHop) == [IPv6Address("2001:db8:f::2")])
        #expect(configuration.interfaces.count == 2)
    }

    @Test func theSurveysExampleLoads() throws {
        let configuration = try FixtureFiles.configuration("survey-appendix-a")
        let ethernet = try configuration.interface("eth1")
        #expect(configuration.isMobilityEnabled)
        #expect(ethernet.isHomeAgentEnabled)
        #expect(ethernet.interfaceAddresses.map(\.description) == ["3000:1234:5678::1/64"])
    }

    @Test(arguments: [
        "ipv6 mobile\r\ninterface home0\r\n ipv6 address 2001:db8::1/64\r\n",
        "\u{feff}ipv6 mobile\ninterface home0\nipv6 address 2001:db8::1/64",
        "interface home0\n!\n\n   ipv6 address 2001:db8::1/64\nipv6 mobile\nend\n! the end\n\n",
        "\tinterface home0\n\t\tipv6\taddress 2001:db8::1/64\n\texit\n  ipv6 mobile\nend",
        "interface home0\nexit\ninterface home0\nipv6 address 2001:db8::1/64\nipv6 mobile\n",
    ])
    func layoutDoesNotMatter(text: String) throws {
        var expected = Configuration()
        expected.isMobilityEnabled = true
        var home = InterfaceSettings()
        home.addresses[try #require(IPv6Address("2001:db8::1"))] = 64
        expected.interfaces[try #require(InterfaceName("home0"))] = home
        let configuration = try ConfigurationFile.parse(Array(text.utf8))
        #expect(configuration == expected)
    }

    /// `ipv6 mobile home-agent` is a line of an interface and of global configuration.
    @Test func aLineBelongsToTheModeAroundItOnlyIfItIsNoneOfItsOwn() throws {
        let text = """
            interface home0
             ipv6 mobile home-agent
            interface wan0
            ipv6 mobile
            ipv6 mobile home-agent
             host group MN0
             authentication optional
             hostname HA1
            """
        let configuration = try ConfigurationFile.parse(Array(text.utf8))
        #expect(try configuration.interface("home0").isHomeAgentEnabled)
        #expect(try configuration.interface("wan0") == InterfaceSettings())
        #expect(configuration.homeAgent.hostGroups == ["MN0": HostGroupSettings()])
        #expect(!configuration.homeAgent.requiresAuthentication)
        #expect(configuration.hostName == "HA1")
        #expect(configuration.isMobilityEnabled)
    }

    @Test func aFileIsAddedToWhatThereIs() throws {
        let base = try FixtureFiles.configuration("home-agent")
        let merged = try ConfigurationFile.parse(Array("hostname HA2\nno interface wan0\n".utf8), into: base)
        #expect(merged.hostName == "HA2")
        #expect(merged.interfaces.count == 1)
        #expect(merged.homeAgent == base.homeAgent)
    }

    @Test func anOpenDoorIsWarnedOf() throws {
        let open = try ConfigurationFile.parse(Array("ipv6 mobile home-agent\nauthentication optional".utf8))
        #expect(open.warnings.count == 1)
        #expect(Configuration().warnings.isEmpty)
    }
}
