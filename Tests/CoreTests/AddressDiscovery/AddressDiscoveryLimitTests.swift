import Core
import Testing

/// Who is not answered: whom access lists deny, and floods.
@Suite struct AddressDiscoveryLimitTests {
    private static let request = DiscoveryRequestDraft()

    /// `binding access`, and `ipv6 mobile home-agent access` of the link: source is the home link, destination where the
    /// mobile node is.
    @Test(arguments: [true, false]) func anAccessListDeniesInSilence(_ isOfTheLink: Bool) throws {
        let network = try #require(IPv6Prefix("2001:db8:2::/48"))
        let list = try AccessList(AccessRule(.deny, to: AccessEndpoint(network)), AccessRule(.permit))
        var world = World { configuration in
            configuration.accessLists["ROAM"] = list
            if isOfTheLink {
                configuration.interfaces["home0"]?.accessList = "ROAM"
            } else {
                configuration.homeAgent.accessList = "ROAM"
            }
        }
        let denied = world.addresses()
        #expect(denied == nil)
        #expect(world.drops == [.addressDiscoveryFiltered])
        let permitted = world.addresses(answering: Self.request.with { $0.source = Place.otherCareOf })
        #expect(permitted == [Place.homeAgent])
    }

    @Test func aFloodFromOneNetworkLeavesOthersTheirAnswers() {
        var world = World()
        for number in 0..<10_000 {
            let source = IPv6Address(rawValue: Place.careOf.rawValue + UInt128(number))
            world.receive(Self.request.with { $0.source = source })
        }
        #expect(world.addressDiscoveryReplies.count <= 60)
        #expect(world.drops.count { $0 == .addressDiscoveryRate } == 10_000 - world.addressDiscoveryReplies.count)
        for number in 0..<4 {
            let source = IPv6Address(rawValue: 0x2001_0db8_0010 << 80 | UInt128(number) << 64 | 1)
            let addresses = world.addresses(answering: Self.request.with { $0.source = source })
            #expect(addresses != nil)
        }
    }

    @Test func aFloodFromEverywhereIsBounded() {
        var world = World()
        for second in 0..<5 {
            for number in 0..<2000 {
                let source = IPv6Address(rawValue: 0x2001_0db8 << 96 | UInt128(second * 2000 + number) << 64 | 1)
                world.receive(Self.request.with { $0.source = source })
            }
            world.advance(by: .seconds(1))
        }
        #expect(world.addressDiscoveryReplies.count <= 200 + 5 * 200)
        #expect(world.addressDiscoveryReplies.count >= 200)
        let later = world.addresses()
        #expect(later != nil, "afterwards it goes on")
    }
}
