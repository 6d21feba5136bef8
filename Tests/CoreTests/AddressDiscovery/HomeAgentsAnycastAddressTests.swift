import Testing

@testable import Core

/// The Mobile IPv6 Home-Agents anycast address (RFC 2526 sections 2 and 3, anycast identifier 126).
@Suite struct HomeAgentsAnycastAddressTests {
    @Test(arguments: [
        ("2001:db8:1::/64", "2001:db8:1:0:fdff:ffff:ffff:fffe"),
        ("2001:db8:1:ffff::/64", "2001:db8:1:ffff:fdff:ffff:ffff:fffe"),
        ("2001:db8:1::/48", "2001:db8:1:ffff:ffff:ffff:ffff:fffe"),
        ("2001:db8:1::/63", "2001:db8:1:1:ffff:ffff:ffff:fffe"),
        ("2001:db8:1::/65", "2001:db8:1:0:7fff:ffff:ffff:fffe"),
        ("2001:db8:1::/112", "2001:db8:1::fffe"),
        ("2001:db8:1::/121", "2001:db8:1::7e"),
    ])
    func isOfThePrefix(_ prefix: String, _ address: String) throws {
        let prefix = try #require(IPv6Prefix(prefix))
        let address = try #require(IPv6Address(address))
        #expect(prefix.homeAgentsAnycastAddress == address)
        #expect(prefix.contains(address) && prefix.isAnycast(address))
    }

    @Test(arguments: ["2001:db8::/122", "2001:db8::/127", "2001:db8::1/128"])
    func needsSevenBits(_ prefix: String) throws {
        #expect(try #require(IPv6Prefix(prefix)).homeAgentsAnycastAddress == nil)
    }
}
