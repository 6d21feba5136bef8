import Testing

@testable import Core

/// Bindings are found by whose they are, without a look at others.
@Suite struct BindingIdentityTests {
    private func identifier(_ number: Int) -> NetworkAccessIdentifier? {
        NetworkAccessIdentifier("user\(number)@realm\(number % 3).example")
    }

    private func binding(_ number: Int, of identity: NetworkAccessIdentifier?, careOf: Int = 1) -> Binding {
        Binding(
            homeAddress: Place.homeAddress(number), careOfAddress: Place.careOf(careOf),
            homeAgentAddress: Place.homeAgent, homeLink: "home0", sequenceNumber: 1, flags: .homeRegistration,
            lifetime: 400, expiry: Instant(nanoseconds: 0), identity: identity)
    }

    private func found(_ cache: BindingCache, _ identity: NetworkAccessIdentifier?, examining limit: Int = 1000)
        -> [IPv6Address]
    {
        cache.page(of: BindingSelector(identity: identity), from: .unspecified, examining: limit)
            .bindings.map(\.homeAddress)
    }

    @Test func aNodeLeadsToItsBindings() {
        var cache = BindingCache()
        for number in 0..<1000 { cache.store(binding(number, of: identifier(number / 2))) }
        #expect(cache.homeAddress(of: identifier(7)!) == Place.homeAddress(14))
        // Two are looked at, and no third.
        #expect(found(cache, identifier(7), examining: 2) == [Place.homeAddress(14), Place.homeAddress(15)])
        #expect(cache.page(of: BindingSelector(identity: identifier(7)), from: .unspecified, examining: 2).next == nil)
        #expect(found(cache, identifier(5000)).isEmpty)
        let realm = identifier(1)?.everybody
        #expect(found(cache, realm).count == (0..<500).count { $0 % 3 == 1 } * 2)
    }

    @Test func theIndexFollowsChanges() {
        var cache = BindingCache()
        cache.store(binding(1, of: nil))
        #expect(found(cache, identifier(1)).isEmpty)
        cache.store(binding(1, of: identifier(1), careOf: 2))
        #expect(found(cache, identifier(1)) == [Place.homeAddress(1)])
        cache.store(binding(1, of: identifier(2), careOf: 2))
        #expect(found(cache, identifier(1)).isEmpty && found(cache, identifier(2)).count == 1)
        cache.store(binding(1, of: nil, careOf: 2))
        #expect(found(cache, identifier(2)).isEmpty)
        cache.store(binding(1, of: identifier(2)))
        #expect(cache.end(Place.homeAddress(1)) != nil)
        #expect(found(cache, identifier(2)).isEmpty && cache.homeAddress(of: identifier(2)!) == nil)
    }
}
