import Core
import Testing

@Suite struct IPv6AddressTests {
    /// Text as it may be typed, and as it prints (RFC 4291 section 2.2, RFC 5952).
    @Test(arguments: [
        ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("0:0:0:0:0:0:0:0", "::"),
        ("2001:DB8:0:0:8:800:200C:417A", "2001:db8::8:800:200c:417a"), ("ff01::101", "ff01::101"),
        ("2001:0db8:0000:0000:0001:0000:0000:0001", "2001:db8::1:0:0:1"),
        ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
        ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
        ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"), ("0:0:1:0:0:0:0:1", "0:0:1::1"), ("1:0:0:2:3:0:0:0", "1:0:0:2:3::"),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.1"), ("::FFFF:c000:201", "::ffff:192.0.2.1"),
        ("::13.1.68.3", "::d01:4403"), ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
        ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"), ("::1:2:3:4:5:1.2.3.4", "0:1:2:3:4:5:102:304"),
    ])
    func readsAndPrints(text: String, printed: String) throws {
        #expect(try ip(text).description == printed)
        #expect(try ip(printed) == ip(text))
    }

    @Test(arguments: [
        "", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8:", ":1:2:3:4:5:6:7:8",
        "1:2:3:4::5:6:7:8",
        "1::2::3", "12345::", "00001::", "g::", "1:2:3:4:5:6:7:", ":1::", "1:::2", " ::1", "::1 ", "::1%eth0", "::1/64",
        "1.2.3.4", "::1.2.3", "::1.2.3.4.5", "::1.2.3.256", "::1.2.3.04", "::1.2..4", "::1.2.3.4:5", "::+1", "::-1",
        "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:6::1.2.3.4", "::１", "[::1]", "::1\u{0}", "::1.2.3.1234",
    ])
    func refuses(text: String) {
        #expect(IPv6Address(text) == nil)
    }

    @Test func printsWhatItReadsBack() throws {
        var arbitrary = Arbitrary(seed: 60)
        for _ in 0..<2000 {
            // Groups that are often zero, so that runs of every length and place come up.
            let address = IPv6Address(
                rawValue: (0..<8).reduce(0) { value, _ in
                    value << 16 | UInt128(arbitrary.flag() ? 0 : arbitrary.number() as UInt16)
                })
            #expect(try ip(address.description) == address)
            #expect(IPv6Address(octets: address.octets) == address)
        }
    }

    @Test func hasOctetsInTheOrderOfTheWire() throws {
        let address = try ip("2001:db8::1:ff")
        #expect(hex(address.octets) == "20010db80000000000000000000100ff")
        #expect(address.rawValue == 0x2001_0db8_0000_0000_0000_0000_0001_00ff)
        #expect(IPv6Address(octets: [1, 2, 3]) == nil)
        #expect(IPv6Address(octets: [UInt8](repeating: 0, count: 17)) == nil)
    }

    @Test(arguments: [
        ("::", false), ("::1", false), ("ff02::1", false), ("ff0e::5", false), ("fe80::1", false), ("febf::1", false),
        ("::ffff:192.0.2.1", false), ("::192.0.2.1", false), ("::ffff", false), ("2001:db8::1", true),
        ("fec0::1", true), ("fc00::1", true), ("::1:0:0:1", true), ("64:ff9b::1", true), ("::fffe:0:1", true),
        ("::1:0:1", true),
    ])
    func knowsUnicastRoutableAddresses(text: String, isRoutable: Bool) throws {
        #expect(try ip(text).isUnicastRoutable == isRoutable)
    }

    @Test func knowsItsKinds() throws {
        #expect(IPv6Address.unspecified.isUnspecified && !IPv6Address.loopback.isUnspecified)
        #expect(IPv6Address.loopback.isLoopback && !IPv6Address.unspecified.isLoopback)
        #expect(IPv6Address.allNodes.isMulticast && IPv6Address.allRouters.isMulticast)
        #expect(try !ip("fe80::1").isMulticast && ip("fe80::1").isLinkLocal && !ip("fec0::1").isLinkLocal)
        #expect(IPv6Address.allNodes.description == "ff02::1")
        #expect(IPv6Address.allRouters.description == "ff02::2")
    }

    @Test func makesItsSolicitedNodeGroup() throws {
        let address = try ip("2001:db8::02aa:ff:fe28:9c5a")
        #expect(address.solicitedNodeMulticast.description == "ff02::1:ff28:9c5a")
        #expect(address.solicitedNodeMulticast.isSolicitedNodeMulticast)
        #expect(try !ip("ff02::1:fe28:9c5a").isSolicitedNodeMulticast)
        #expect(!IPv6Address.allNodes.isSolicitedNodeMulticast)
    }

    @Test func sharesItsInterfaceIdentifierWithALinkLocalAddress() throws {
        let address = try ip("2001:db8:1::42:100")
        #expect(address.interfaceIdentifier == 0x42_0100)
        #expect(IPv6Address.linkLocal(interfaceIdentifier: address.interfaceIdentifier).description == "fe80::42:100")
    }
}
