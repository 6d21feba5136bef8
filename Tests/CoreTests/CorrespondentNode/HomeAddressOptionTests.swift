import Core
import Testing

/// Home Address options without a binding (RFC 6275 sections 9.3.1 and 9.3.3).
@Suite struct HomeAddressOptionTests {
    private let packet = UnacceptablePacket(
        interface: Place.wideAreaInterface, source: Place.careOf, destination: Place.wideAreaAddress,
        homeAddress: Place.homeAddress)

    private func drops(_ change: (inout UnacceptablePacket) -> Void, _ world: World = World()) -> [DropReason] {
        var (world, packet) = (world, packet)
        change(&packet)
        world.handle(.homeAddressOptionUnverified(packet))
        #expect(world.sent.isEmpty)
        return world.drops
    }

    @Test func itsSenderIsTold() throws {
        var world = World()
        world.handle(.homeAddressOptionUnverified(packet))
        let error = try #require(world.bindingErrors.first)
        #expect(error.source == Place.wideAreaAddress)
        #expect(error.destination == Place.careOf)
        #expect(error.routingHeaderHomeAddress == nil)
        #expect(error.bindingError?.status == .unknownBinding)
        #expect(error.bindingError?.homeAddress == Place.homeAddress)
        #expect(world.engine.numberOfCorrespondentBindings == 0)
    }

    @Test func whereItCannotBeToldItIsDropped() {
        #expect(drops { $0.source = .allNodes } == [.homeAddressOptionUnverified])
        #expect(drops { $0.source = .unspecified } == [.homeAddressOptionUnverified])
        #expect(drops { $0.destination = .allNodes } == [.destinationNotUnicast])
        for address in [.allNodes, .unspecified, .loopback, .linkLocal(interfaceIdentifier: 1)] as [IPv6Address] {
            #expect(drops { $0.homeAddress = address } == [.homeAddressNotRoutable])
        }
    }

    @Test func switchedOffNothingIsTold() {
        #expect(drops({ _ in }, World { $0.isEnabled = false }) == [.mobilityDisabled])
        #expect(
            drops({ _ in }, World { $0.correspondentNode.isEnabled = false }) == [.correspondentNodeDisabled])
    }

    @Test func aFloodIsAnsweredAtItsRate() {
        var world = World { $0.rateLimits.bindingErrors = 6 }
        for _ in 0..<50 { world.handle(.homeAddressOptionUnverified(packet)) }
        #expect(world.bindingErrors.count == 3, "one network has half of them")
        #expect(world.drops.count == 47)
    }
}
