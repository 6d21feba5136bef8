import Core
import Testing

@Suite struct DomainNameTests {
    @Test(arguments: ["example.org", "a", "_service.A-1.example", String(repeating: "x", count: 63)])
    func readsAndPrints(text: String) throws {
        #expect(try domain(text).description == text)
        #expect(try domain(text + ".") == domain(text))
    }

    @Test func hasLengthsBeforeItsLabels() throws {
        #expect(try hex(domain("ab.c").octets) == "0261620163" + "00")
    }

    @Test(arguments: ["", ".", "a..b", ".a", "a b", "é", "a\\b", String(repeating: "x", count: 64), "a.."])
    func refuses(text: String) {
        #expect(DomainName(text) == nil)
    }

    @Test func hasAtMost255Octets() throws {
        let label = String(repeating: "x", count: 49)
        let longest = [String](repeating: label, count: 5).joined(separator: ".") + ".xyz"
        #expect(longest.count == 253)
        #expect(try domain(longest).octets.count == 255)
        #expect(DomainName(longest + "z") == nil)
    }

    @Test func printsOtherOctetsEscaped() throws {
        // A search list with the one label "a.b", NUL and 200.
        let message = octets(hex: "8500 0000 00000000 1f02 0000 00000001 05612e6200c8 0000".replacing(" ", with: ""))
        let packet = IPv6PacketBuilder(source: .unspecified, destination: .unspecified)
            .packet(nextHeader: .icmpv6, payload: message, checksumOffset: 2)
        guard case .routerSolicitation(let solicitation) = try ReadPacket(packet).icmpv6,
            case .dnsSearchList(let list) = solicitation.options.first
        else {
            Issue.record("it was not read")
            return
        }
        #expect(list.domainNames.map(\.description) == ["a\\046b\\000\\200"])
    }
}
