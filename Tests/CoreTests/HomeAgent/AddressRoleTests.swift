import Testing

@testable import Core

/// Small facts about addresses and octets that the home agent decides by.
@Suite struct AddressRoleTests {
    /// The subnet-router anycast address (RFC 4291 section 2.6.1) and the Mobile IPv6 Home-Agents anycast address
    /// (RFC 2526 section 3).
    @Test(arguments: [
        ("2001:db8:1::/64", "2001:db8:1::", true), ("2001:db8:1::/64", "2001:db8:1:0:fdff:ffff:ffff:fffe", true),
        ("2001:db8:1::/64", "2001:db8:1::1", false), ("2001:db8:1::/64", "2001:db8:2::", false),
        ("2001:db8:1::/64", "2001:db8:1:0:fdff:ffff:ffff:ffff", false),
        ("2001:db8:1::/64", "2001:db8:1:0:fdff:ffff:ffff:fffd", false),
        ("2001:db8:1::/64", "2001:db8:2:0:fdff:ffff:ffff:fffe", false),
        ("2001:db8:1::/64", "2001:db8:1:0:ffff:ffff:ffff:fffe", false), ("2001:db8::/48", "2001:db8::", true),
        ("2001:db8::/48", "2001:db8:0:1::", false), ("2001:db8:1::2/127", "2001:db8:1::2", false),
        ("2001:db8:1::2/128", "2001:db8:1::2", false), ("2001:db8:1::4/126", "2001:db8:1::4", true),
    ])
    func anycastAddressesOfASubnet(_ subnet: String, _ address: String, _ isAnycast: Bool) throws {
        #expect(try prefix(subnet).isAnycast(ip(address)) == isAnycast)
    }

    @Test func theLinkLocalCompanionHasTheSameInterfaceIdentifier() throws {
        #expect(try ip("2001:db8:1::100").linkLocalCompanion == ip("fe80::100"))
        #expect(
            try ip("2001:db8:1:2:1234:5678:9abc:def0").linkLocalCompanion == ip("fe80::1234:5678:9abc:def0"))
    }

    @Test func theDefendedAddressesFollowTheLFlag() throws {
        let address = Place.homeAddress
        let flags: BindingUpdateFlags = [.acknowledge, .homeRegistration]
        #expect(flags.defendedAddresses(of: address) == [address])
        #expect(
            flags.union(.linkLocalAddressCompatibility).defendedAddresses(of: address) == [
                address, try ip("fe80::100"),
            ])
    }

    @Test func octetsAreEqualOrNot() {
        #expect(ConstantTime.equal([], []))
        #expect(ConstantTime.equal([1, 2, 3], [1, 2, 3]))
        #expect(!ConstantTime.equal([1, 2, 3], [1, 2]))
        #expect(!ConstantTime.equal([], [0]))
        let octets = [UInt8](repeating: 0xa5, count: 12)
        for index in octets.indices {
            for bit in 0..<8 as Range<UInt8> {
                var other = octets
                other[index] ^= 1 << bit
                #expect(!ConstantTime.equal(octets, other))
            }
        }
        // Differences that cancel each other out in a sum are still differences.
        #expect(!ConstantTime.equal([0x80, 0x80], [0x00, 0x00]))
        #expect(!ConstantTime.equal([1, 2], [2, 1]))
    }
}
