import Core
import Testing

@Suite struct IPv6PacketBuilderTests {
    private let builder: IPv6PacketBuilder

    init() throws {
        builder = IPv6PacketBuilder(source: try ip("2001:db8:2::100"), destination: try ip("2001:db8:1::1"))
    }

    @Test func placesTheExtensionHeadersOfMobileIPv6() throws {
        var builder = builder
        builder.homeAddress = try ip("2001:db8:1::100")
        builder.routingHeaderHomeAddress = try ip("2001:db8:1::200")
        let octets = builder.packet(nextHeader: .mobility, payload: [0xaa, 0xbb], checksumOffset: nil)
        let addresses = "20010db800020000000000000000010020010db8000100000000000000000001"
        #expect(
            hex(octets) == "6000000000322b40" + addresses
                + "3c0202010000000020010db8000100000000000000000200"
                + "870201020000c91020010db8000100000000000000000100" + "aabb")
    }

    @Test func fillsInAChecksumWhateverWasInItsPlace() throws {
        let vector = try WireVector.named("brr").packet
        var payload = Array(vector[40...])
        payload[4] = 0xff
        let builder = IPv6PacketBuilder(source: try ip("2001:db8:4::1"), destination: try ip("2001:db8:1::100"))
        #expect(
            hex(builder.packet(nextHeader: .mobility, payload: payload, checksumOffset: 4)) == hex(vector))
    }

    @Test(arguments: [-1, 3, 4, Int.max, Int.min])
    func leavesAPayloadAloneThatHasNoRoomForAChecksum(offset: Int) {
        let octets = builder.packet(nextHeader: .icmpv6, payload: [1, 2, 3, 4], checksumOffset: offset)
        #expect(octets[40...] == [1, 2, 3, 4])
    }

    @Test func leavesAnEmptyPayloadAlone() {
        #expect(builder.packet(nextHeader: .noNextHeader, payload: [], checksumOffset: 0).count == 40)
    }

    @Test func leavesOutWhatNoPacketCanCarry() throws {
        var builder = builder
        builder.homeAddress = try ip("2001:db8:1::100")
        let payload = [UInt8](repeating: 7, count: 70_000)
        let octets = builder.packet(nextHeader: .icmpv6, payload: payload, checksumOffset: 2)
        #expect(octets.count == 40 + 65_535)
        #expect(try IPv6Packet(parsing: octets.span).upperLayer.upperBound == octets.count)
    }

    @Test func keepsTheHopLimit() {
        let octets = IPv6PacketBuilder(source: .unspecified, destination: .allNodes, hopLimit: 255)
            .packet(nextHeader: .icmpv6, payload: [], checksumOffset: nil)
        #expect(octets[7] == 255)
    }
}
