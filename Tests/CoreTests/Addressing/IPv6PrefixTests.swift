import Core
import Testing

@Suite struct IPv6PrefixTests {
    @Test(arguments: [
        ("2001:db8::/64", "2001:db8::/64"), ("2001:DB8:0:0::1/64", "2001:db8::/64"), ("::/0", "::/0"),
        ("2001:db8::1/128", "2001:db8::1/128"), ("ffff:ffff::/1", "8000::/1"), ("::1/0", "::/0"), ("::/064", "::/64"),
    ])
    func readsAndPrints(text: String, printed: String) throws {
        #expect(try prefix(text).description == printed)
    }

    @Test(arguments: ["", "/", "::", "::/", "/64", "::/129", "::/256", "::/-1", "::/+1", "::/ 1", "::/1/1", "::/a"])
    func refuses(text: String) {
        #expect(IPv6Prefix(text) == nil)
    }

    @Test func containsWhatBeginsWithIt() throws {
        let home = try prefix("2001:db8:1::/64")
        #expect(try home.contains(ip("2001:db8:1::")) && home.contains(ip("2001:db8:1::ffff:ffff:ffff:ffff")))
        #expect(try !home.contains(ip("2001:db8:1:1::")) && !home.contains(ip("2001:db8::")))
        #expect(try prefix("::/0").contains(ip("ffff::")))
        let one = IPv6Prefix(try ip("2001:db8::1"))
        #expect(one.length == 128)
        #expect(try one.contains(ip("2001:db8::1")) && !one.contains(ip("2001:db8::2")))
        #expect(try IPv6Prefix(ip("::"), length: 129) == nil)
    }
}
