import Core
import Testing

/// Packets go the right way while the node moves (RFC 6275 sections 11.5.3 and 11.5.5).
@Suite struct MovementBetweenLinksTests {
    @Test func withBothLinksNothingIsLost() {
        var node = RoamingNode.registered()
        node.attach([.foreign(3, on: .second), .foreign()])
        #expect(node.updates.first?.source == Place.otherCareOf)
        #expect(node.tunnel?.careOfAddress == Place.careOf, "the home agent does not know yet")
        #expect(node.openAt == [Place.careOf, Place.otherCareOf])
        node.answer()
        #expect(node.tunnel?.careOfAddress == Place.otherCareOf && node.tunnel?.interface == .second)
        node.advance(by: .seconds(60))
        #expect(node.openAt == [Place.careOf, Place.otherCareOf], "both links are there")
        node.attach([.foreign(3, on: .second)])
        node.advance(by: .milliseconds(1499))
        #expect(node.openAt == [Place.careOf, Place.otherCareOf])
        node.advance(by: .milliseconds(1))
        #expect(node.openAt == [Place.otherCareOf])
        #expect(node.updates.count == 1)
    }

    @Test func withOneLinkTheNewOneIsUsedAtOnce() {
        var node = RoamingNode.registered()
        node.attach([.foreign(3)])
        #expect(node.state == .registering && node.place == .abroad)
        #expect(node.tunnel?.careOfAddress == Place.otherCareOf, "there is no other way")
        #expect(node.openAt == [Place.careOf, Place.otherCareOf])
        node.advance(by: .milliseconds(500))
        node.answer()
        #expect(node.state == .registered)
        node.advance(by: .milliseconds(1499))
        #expect(node.openAt == [Place.careOf, Place.otherCareOf])
        node.advance(by: .milliseconds(1))
        #expect(node.openAt == [Place.otherCareOf])
    }

    @Test func aBetterLinkWithoutAddressIsNotWaitedFor() {
        var node = RoamingNode.registered()
        node.attach([.foreign(3, on: .second).with { $0.careOfAddress = nil }, .foreign()])
        #expect(node.sent.isEmpty && node.state == .registered)
        node.attach([.foreign(3, on: .second), .foreign()])
        #expect(node.updates.count == 1)
    }

    @Test func backBeforeTheHomeAgentKnewItIsToldAgain() {
        var node = RoamingNode.registered()
        node.attach([.foreign(3)])
        node.attach([.foreign()])
        #expect(node.updates.map(\.source) == [Place.otherCareOf, Place.careOf])
        #expect(node.state == .registering)
        node.answer()
        #expect(node.state == .registered && node.tunnel?.careOfAddress == Place.careOf)
    }

    @Test func anotherRouterOfTheLinkIsNoMovement() {
        var node = RoamingNode.registered()
        let other = IPv6Address.linkLocal(interfaceIdentifier: 99)
        node.attach([.foreign().with { $0.router = other }])
        #expect(node.sent.isEmpty)
        #expect(node.tunnel?.router == other)
    }

    @Test func withoutAnyLinkTheBindingIsRemembered() {
        var node = RoamingNode.registered()
        node.attach([])
        #expect(node.state == .detached && node.place == .abroad && node.openAt == [Place.careOf])
        node.advance(by: .seconds(100))
        #expect(node.sent.isEmpty)
        node.attach([.foreign()])
        #expect(node.sent.isEmpty && node.state == .registered, "nobody missed it")
        node.attach([])
        node.advance(by: .seconds(600))
        #expect(node.place == .idle && node.tunnel == nil)
        node.advance(by: .seconds(2))
        #expect(node.plane.entrances.isEmpty)
    }

    @Test func howLongItTookIsTold() throws {
        var node = RoamingNode.registered()
        #expect(node.status?.handovers == 0 && node.status?.lastHandover == nil)
        node.advance(by: .seconds(10))
        let changed = node.now
        node.advance(by: .milliseconds(400))
        node.attach([
            .foreign(3).with {
                $0.movement = MovementTimes(linkChanged: changed, routerHeard: changed + .milliseconds(30))
                $0.movement.careOfAddressUsable = changed + .milliseconds(390)
            }
        ])
        node.advance(by: .milliseconds(7))
        node.answer()
        let times = HandoverTimes(
            routerDiscovery: .milliseconds(30), addressConfiguration: .milliseconds(360),
            bindingUpdate: .milliseconds(10), registration: .milliseconds(7))
        #expect(node.status?.lastHandover == times && times.whole == .milliseconds(407))
        #expect(node.status?.handovers == 1)
        #expect(
            node.observations.contains {
                if case .mobileNode(.handedOver(_, times)) = $0 { true } else { false }
            })
    }

    @Test func manyMovesAreBounded() {
        var node = RoamingNode.registered()
        for number in 3..<60 {
            node.attach([.foreign(number)])
            node.advance(by: .milliseconds(400))
        }
        #expect(node.plane.entrances.count <= 8)
        #expect(node.openAt.contains(Place.careOf(0, link: 59).replacing(0x100)))
    }
}

extension IPv6Address {
    /// The address with another interface identifier.
    fileprivate func replacing(_ interfaceIdentifier: UInt64) -> IPv6Address {
        IPv6Address(rawValue: rawValue & ~UInt128(UInt64.max) | UInt128(interfaceIdentifier))
    }
}
