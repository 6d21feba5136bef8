import Core
import Testing

/// What an operator is told of a link's advertisements is what is sent there.
@Suite struct LinkAdvertisementTests {
    @Test func itIsWhatIsSent() throws {
        var world = World { $0.interfaces["home0"]?.homeAgentPreference = 10 }
        world.advance(by: .seconds(10))
        let told = try #require(world.engine.routerAdvertisement(on: Place.homeInterface, at: world.now))
        #expect(told.message == world.routerAdvertisements.last?.routerAdvertisement)
        #expect(told.prefixes.map(\.prefix) == [Place.homePrefix])
        #expect(told.interval.maximum == 1000 && told.interval.minimum == 750)
        #expect(told.sent == UInt64(world.routerAdvertisements.count))
        let next = try #require(told.next)
        world.forget()
        world.advance(by: .seconds(1))
        #expect(world.routerAdvertisements.first?.time == next)
    }

    @Test func solicitationsAreCounted() {
        var world = World()
        for _ in 0..<5 { world.receive(Neighbor.routerSolicitation(), on: Place.homeInterface) }
        #expect(world.engine.routerAdvertisement(on: Place.homeInterface, at: world.now)?.solicitationsReceived == 5)
    }

    @Test func thereIsNoneWhereNothingIsAdvertised() {
        let world = World()
        #expect(world.engine.routerAdvertisement(on: Place.wideAreaInterface, at: world.now) == nil)
        #expect(world.engine.routerAdvertisement(on: InterfaceIndex(rawValue: 99), at: world.now) == nil)
    }
}
