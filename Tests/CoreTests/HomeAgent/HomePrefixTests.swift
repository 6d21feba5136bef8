import Core
import Testing

/// Which home link a home address is of (RFC 6275 section 10.3.1).
@Suite struct HomePrefixTests {
    /// A second home link whose prefix is a part of the first one's, or the whole of it.
    @Test(arguments: [(48, "home0"), (80, "second0")] as [(UInt8, String)])
    func theLongestPrefixCounts(_ length: UInt8, _ expected: String) throws {
        var world = World {
            var second = MobilityInterfaceConfiguration()
            second.isHomeLink = true
            second.addresses = [InterfaceAddress(address: Place.homeAgent.offset(by: 1), prefixLength: length)]
            $0.interfaces["second0"] = second
        }
        world.receive(BindingUpdateDraft())
        world.advance(by: .seconds(2))
        #expect(try #require(world.engine.binding(of: Place.homeAddress)).homeLink == expected)
    }
}

extension IPv6Address {
    fileprivate func offset(by number: UInt128) -> IPv6Address { IPv6Address(rawValue: rawValue + number) }
}
