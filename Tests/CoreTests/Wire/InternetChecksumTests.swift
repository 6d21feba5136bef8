import Core
import Testing

@Suite struct InternetChecksumTests {
    private func checksum(_ octets: [UInt8]) -> UInt16 {
        var checksum = InternetChecksum(
            source: .unspecified, destination: .unspecified, upperLayerLength: 0, nextHeader: .hopByHopOptions)
        checksum.add(octets.span)
        return checksum.value
    }

    /// The example of RFC 1071 section 3: the sum is ddf2.
    @Test func sumsTheExampleOfTheStandard() {
        #expect(checksum(octets(hex: "0001 f203 f4f5 f6f7")) == ~0xddf2)
    }

    @Test func countsAnOddOctetAsIfAZeroFollowed() {
        #expect(checksum([0x12]) == ~0x1200)
        #expect(checksum([]) == 0xffff)
    }

    @Test func foldsManyCarries() {
        #expect(checksum([UInt8](repeating: 0xff, count: 65_534)) == 0)
    }

    @Test func coversThePseudoHeader() throws {
        let source = try ip("2001:db8::1")
        let destination = try ip("2001:db8::2")
        func value(_ source: IPv6Address, _ destination: IPv6Address, _ length: Int, _ next: NextHeader) -> UInt16 {
            InternetChecksum(source: source, destination: destination, upperLayerLength: length, nextHeader: next).value
        }
        // 2001 + 0db8 + 0001, twice over with 0002, + 0010 + 003a
        #expect(value(source, destination, 16, .icmpv6) == ~0x5bbf)
        #expect(value(source, destination, 0x1_0010, .icmpv6) == ~0x5bc0)
    }
}
