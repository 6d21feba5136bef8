import Testing

@testable import Core

/// Links that come and go (RFC 6275 section 11.5.1, RFC 4861 section 6.3.7).
@Suite struct LinkChangeTests {
    private static let careOf = AccessInterface.address(2, in: 5)

    private func world(_ routers: [SimulatedRouter] = [SimulatedRouter(5)]) -> AccessWorld {
        AccessWorld([AccessNetwork(routers), AccessNetwork([SimulatedRouter(6)])])
    }

    @Test func aRouterIsAskedForAtOnce() throws {
        var world = world([])
        world.plug(into: 0)
        let question = try #require(world.solicitations.first)
        #expect(question.time == world.now)
        #expect(question.destination == .allRouters && question.source == AccessInterface.linkLocal(2))
        #expect(question.packet.delivery == .link(AccessWorld.first))
        #expect(question.read.packet.header.hopLimit == 255)
        let address = try #require(world.interfaces[0].link.linkLayerAddress)
        #expect(
            question.read.icmpv6
                == .routerSolicitation(RouterSolicitation(options: [.sourceLinkLayerAddress(address)])))
        #expect(world.told == [.linkCame(AccessWorld.first)])
    }

    @Test func withoutAnAddressItIsAskedForFromNone() {
        var world = world([])
        world.interfaces[0].change { $0.addresses[0].isUsable = false }
        world.plug(into: 0)
        #expect(world.solicitations.map(\.source) == [.unspecified])
        #expect(world.solicitations.map(\.read.icmpv6) == [.routerSolicitation(RouterSolicitation())])
    }

    /// Three questions four seconds apart, then ever more seldom.
    @Test func itIsAskedForAgain() {
        var world = world([])
        world.plug(into: 0)
        world.wait(for: .seconds(4 * 3600))
        let times = world.solicitations.map(\.time)
        let gaps = zip(times, times.dropFirst()).map { $1 - $0 }
        #expect(
            zip(gaps, [4, 4, 8, 16, 32, 64]).allSatisfy { $0 >= .seconds($1) && $0 <= .milliseconds($1 * 1000 + 100) })
        #expect(gaps.allSatisfy { $0 <= .milliseconds(3_600_100) } && gaps.count > 10)
    }

    @Test func whoIsHeardIsAskedForNoMore() {
        var world = world([SimulatedRouter(5).with { $0.interval = nil }])
        world.plug(into: 0)
        world.run(for: .seconds(4))
        #expect(world.solicitations.count == 1)
        #expect(world.careOfAddresses == [Self.careOf])
    }

    @Test func whatIsThereWhenItBeginsIsAskedAbout() {
        var world = AccessWorld([AccessNetwork([SimulatedRouter(5)])]) { $0.interfaces = [] }
        world.plug(into: 0)
        world.run(for: .seconds(1))
        #expect(world.attachments.isEmpty && world.solicitations.isEmpty)
        world.configure { $0.mobileNode?.interfaces = [MobileNodeInterface(name: "eth0", priority: 1)] }
        #expect(world.solicitations.count == 1)
        world.run(for: .seconds(1))
        #expect(world.careOfAddresses == [Self.careOf])
    }

    @Test func theAttachmentSaysWhatThereIs() throws {
        var world = world()
        world.plug(into: 0)
        let came = world.now
        world.run(for: .seconds(1))
        let attachment = try #require(world.attachments.first)
        let router = SimulatedRouter(5)
        #expect(attachment.router == router.linkLocal && attachment.routerLinkLayerAddress == router.linkLayer)
        #expect(attachment.prefixes == router.prefixes.map(\.prefix))
        let expiry = try #require(attachment.careOfAddressExpiry)
        #expect(expiry - world.now <= .seconds(86_400) && expiry - world.now > .seconds(86_398))
        #expect(attachment.movement.linkChanged == came)
        #expect(attachment.movement.routerHeard > came)
        #expect(
            try #require(attachment.movement.careOfAddressUsable) - attachment.movement.routerHeard < .milliseconds(5))
    }

    @Test func withoutCarrierThereIsNoAttachment() {
        var world = world()
        world.plug(into: 0)
        world.run(for: .seconds(1))
        world.forget()
        world.unplug()
        #expect(world.attachments.isEmpty)
        #expect(world.told == [.linkWent(AccessWorld.first), .detached(AccessWorld.first)])
        world.run(for: .seconds(30))
        #expect(world.sent.isEmpty && world.left.isEmpty)
        #expect(world.plane.watches.isEmpty)
    }

    /// A flap: nothing is believed until a router is heard, and the old link stays if it is the old one.
    @Test(arguments: [AccessWorld.Visibility.seen, .flap])
    func theOldLinkComesBack(_ visibility: AccessWorld.Visibility) {
        var world = world()
        world.plug(into: 0)
        world.run(for: .seconds(10))
        world.forget()
        world.plug(into: 0, visibility)
        #expect(world.attachments.isEmpty)
        #expect(world.solicitations.count == 1)
        #expect(world.detections.isEmpty)
        world.run(for: .milliseconds(200))
        #expect(world.careOfAddresses == [Self.careOf])
        #expect(Set(world.detections) == [AccessInterface.linkLocal(2), Self.careOf])
        world.run(for: .seconds(10))
        #expect(world.left.isEmpty)
        #expect(world.detections.count == 2)
        #expect(world.plane.watches.isEmpty)
    }

    /// A flap, and another link: that is movement at once, and the kernel forgets the old link a while later.
    @Test(arguments: [AccessWorld.Visibility.seen, .flap])
    func anotherLinkIsTakenAtOnce(_ visibility: AccessWorld.Visibility) throws {
        var world = world()
        world.plug(into: 0)
        world.run(for: .seconds(10))
        world.forget()
        world.plug(into: 1, visibility)
        let taken = world.time { $0.isAt(6) }
        #expect(try #require(taken) <= .milliseconds(80))
        #expect(world.attachments[0].prefixes == SimulatedRouter(6).prefixes.map(\.prefix))
        #expect(world.probes.isEmpty)
        let leaving = world.time { !$0.left.isEmpty } ?? .zero
        #expect(leaving >= .milliseconds(1500) && leaving <= .milliseconds(1510))
        #expect(
            world.left == [
                LeftLink(
                    interface: AccessWorld.first, routers: [SimulatedRouter(5).linkLocal],
                    addresses: [InterfaceAddress(address: Self.careOf, prefixLength: 64)])
            ])
        // The address that came along is looked after; the kernel looks after the new one.
        #expect(world.detections == [AccessInterface.linkLocal(2)])
    }

    @Test func anInterfaceThatGoesLeavesNothing() {
        var world = world()
        world.plug(into: 0)
        world.run(for: .milliseconds(500))
        world.handle(.linkRemoved(AccessWorld.first))
        #expect(world.attachments.isEmpty && world.plane.watches.isEmpty)
        #expect(world.engine.nextDeadline == nil)
    }
}
