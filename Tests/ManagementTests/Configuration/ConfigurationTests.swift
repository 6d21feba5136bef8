import Core
import ManagementFixtures
import Testing

@testable import Management

@Suite struct ConfigurationTests {
    @Test func theEngineGetsWhatIsConfigured() throws {
        let text = """
            ipv6 unicast-routing
            ipv6 mobile
            ipv6 mobile binding lifetime 600
            ipv6 mobile binding max 5
            ipv6 mobile home-agent
             authentication optional
             host group B
              address 2001:db8:1::/64
              authentication spi decimal 300 key hex 01
              authentication spi hex 100 key hex 02ff
             host group A
            interface home0
             ipv6 address 2001:db8:1::2/64
             ipv6 address 2001:db8:1::1/64
             ipv6 nd ra-interval 2
             ipv6 nd advertisement-interval
             ipv6 mobile home-agent enable
             ipv6 mobile home-agent preference 7
            """
        let mobility = try ConfigurationFile.parse(Array(text.utf8)).mobility { _ in Instant(nanoseconds: 0) }
        #expect(mobility.isRouter && mobility.isEnabled)
        #expect(mobility.homeAgent.maximumLifetime == 600)
        #expect(mobility.homeAgent.maximumBindings == 5)
        #expect(!mobility.homeAgent.requiresAuthentication)
        let hostGroups = mobility.homeAgent.hostGroups.sorted { $0.name < $1.name }
        #expect(hostGroups.map(\.name) == ["A", "B"])
        #expect(hostGroups.map(\.homeAddresses) == [nil, IPv6Prefix("2001:db8:1::/64")])
        #expect(
            hostGroups[1].securityAssociations == [
                MobilitySecurityAssociation(securityParameterIndex: 256, key: SecretKey(octets: [2, 255])),
                MobilitySecurityAssociation(securityParameterIndex: 300, key: SecretKey(octets: [1])),
            ])
        let home = try #require(mobility.interfaces["home0"])
        #expect(home.addresses.map(\.description) == ["2001:db8:1::2/64", "2001:db8:1::1/64"])
        #expect(home.advertisement.interval == RouterAdvertisementInterval(maximum: 2000))
        #expect(home.isHomeLink && home.advertisement.tellsInterval)
        #expect(home.homeAgentPreference == 7)
    }

    @Test func theDefaultDoesNothing() {
        #expect(Configuration().mobility { _ in Instant(nanoseconds: 0) } == MobilityConfiguration())
        #expect(Configuration().text(secrets: .clear) == "!\nend\n")
    }

    @Test(arguments: [
        ("eth1", "eth1"), ("Ethernet1", "eth1"), ("ETHERNET12", "eth12"), ("loopback0", "Loopback0"),
        ("home0", "home0"), ("Ethernet", "Ethernet"), ("ethernet1a", "ethernet1a"), ("Wan-0.5@x", "Wan-0.5@x"),
        ("abcdefghijklmno", "abcdefghijklmno"),
    ])
    func interfaceNames(text: String, kernel: String) {
        #expect(InterfaceName(text)?.text == kernel)
    }

    @Test(arguments: ["", ".", "..", "a/b", "a:b", "a b", "a\tb", "abcdefghijklmnop", "a|b", "ethernet1234567890123"])
    func whatCanBeNoInterface(text: String) {
        #expect(InterfaceName(text) == nil)
    }
}
