import Testing

@testable import Core

/// What is remembered of bindings that stand and of those that ended (RFC 6275 sections 9.1 and 10.3.2).
@Suite struct BindingCacheTests {
    private func binding(_ number: Int, sequenceNumber: UInt16) -> Binding {
        Binding(
            homeAddress: Place.homeAddress(number), careOfAddress: Place.careOf(number),
            homeAgentAddress: Place.homeAgent, homeLink: "home0", sequenceNumber: sequenceNumber,
            flags: .homeRegistration, lifetime: 60, expiry: Instant(nanoseconds: 60_000_000_000))
    }

    @Test func theLastNumberOutlivesTheBinding() {
        var cache = BindingCache()
        #expect(cache.lastSequenceNumber(for: Place.homeAddress(1)) == nil)
        cache.store(binding(1, sequenceNumber: 7))
        #expect(cache.lastSequenceNumber(for: Place.homeAddress(1)) == 7)
        #expect(cache.end(Place.homeAddress(1))?.sequenceNumber == 7)
        #expect(cache[Place.homeAddress(1)] == nil)
        #expect(cache.lastSequenceNumber(for: Place.homeAddress(1)) == 7)
        cache.forget(Place.homeAddress(1))
        #expect(cache.lastSequenceNumber(for: Place.homeAddress(1)) == nil)
    }

    @Test func aNewBindingReplacesWhatIsRemembered() {
        var cache = BindingCache()
        cache.retain(9, for: Place.homeAddress(1))
        cache.store(binding(1, sequenceNumber: 3))
        #expect(cache.lastSequenceNumber(for: Place.homeAddress(1)) == 3)
        cache.forget(Place.homeAddress(1))
        #expect(cache.lastSequenceNumber(for: Place.homeAddress(1)) == 3, "a binding that stands is not forgotten")
    }

    @Test func whatIsNotThereDoesNotEnd() {
        var cache = BindingCache()
        cache.retain(9, for: Place.homeAddress(1))
        #expect(cache.end(Place.homeAddress(1)) == nil)
        #expect(cache.lastSequenceNumber(for: Place.homeAddress(1)) == 9)
    }

    @Test func theOrderIsThatOfTheHomeAddresses() {
        var cache = BindingCache()
        for number in [5, 1, 9, 3] { cache.store(binding(number, sequenceNumber: 1)) }
        #expect(cache.inOrder.map(\.homeAddress) == [1, 3, 5, 9].map { Place.homeAddress($0) })
    }
}
