import Core
import Glibc
import Testing

/// The C library's reader of addresses, asked about text at random.
@Suite struct IPv6AddressOracleTests {
    @Test func agreesWithTheSystem() {
        var arbitrary = Arbitrary(seed: 61)
        let pieces = [":", ":", "::", "0", "1", "db8", "ffff", "2001", ".", "1.2.3.4", "255", "00", "g", "12345"]
        var accepted = 0
        for _ in 0..<50_000 {
            let text = arbitrary.many(upTo: 16) { $0.pick(pieces, else: ":") }.joined()
            let address = IPv6Address(text)
            accepted += address == nil ? 0 : 1
            #expect(address == systemAddress(text), "\(text)")
        }
        #expect(accepted > 300)
    }

    private func systemAddress(_ text: String) -> IPv6Address? {
        var octets = [UInt8](repeating: 0, count: 16)
        let result = unsafe octets.withUnsafeMutableBytes { unsafe inet_pton(AF_INET6, text, $0.baseAddress) }
        return result == 1 ? IPv6Address(octets: octets) : nil
    }
}
