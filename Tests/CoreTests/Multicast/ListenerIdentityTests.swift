import Core
import Testing

/// Who a report is from: the tunnel tells (RFC 6275 section 10.4.3). And what is no report.
@Suite struct ListenerIdentityTests {
    private var world = World()
    private var listener = Listener()
    private var other = Listener().with {
        $0.node.homeAddress = Place.otherHomeAddress
        $0.node.careOfAddress = Place.otherCareOf
    }

    init() {
        world.register(&listener.node, lifetime: 65_535)
        world.register(&other.node, lifetime: 65_535)
    }

    @Test("Two nodes with the same link-local address are told apart by their tunnels")
    mutating func sameSource() {
        world.receive(listener.report(.changeToExclude, Listener.group(1)))
        world.receive(other.report(.changeToExclude, Listener.group(2)))
        #expect(world.groups(of: Place.homeAddress) == [Listener.group(1)])
        #expect(world.groups(of: Place.otherHomeAddress) == [Listener.group(2)])
    }

    @Test("A home address as the source is as good, and so is no address; somebody else's is not")
    mutating func sources() {
        for source in [Place.homeAddress, .unspecified] {
            world.receive(listener.with { $0.source = source }.report(.changeToExclude))
            #expect(world.groups() == [Listener.group])
            world.receive(listener.done())
            world.advance(by: .seconds(2))
        }
        world.forget()
        for source in [Place.otherHomeAddress, Place.correspondent, .loopback, .allNodes] {
            world.receive(listener.with { $0.source = source }.report(.changeToExclude))
        }
        #expect(world.groups().isEmpty && world.groups(of: Place.otherHomeAddress).isEmpty)
        #expect(world.drops == Array(repeating: .listenerUnknown, count: 4))
    }

    @Test("Of two home addresses behind one care-of address, that goes on listening which began")
    mutating func sharedTunnel() {
        world.receive(other.node.update(movedTo: Place.careOf, lifetime: 65_535))
        world.receive(other.with { $0.source = Place.otherHomeAddress }.report(.changeToExclude))
        world.receive(listener.report(.modeIsExclude))
        #expect(world.groups(of: Place.otherHomeAddress) == [Listener.group])
        #expect(world.groups(of: Place.homeAddress).isEmpty)
    }

    @Test("What did not come through the tunnel of a binding, or has passed a router, is dropped")
    mutating func forged() {
        let report = MulticastAddressRecord.Kind.changeToExclude
        world.receive(listener.with { $0.outerSource = Place.correspondent }.report(report))
        world.receive(listener.with { $0.homeAgent = Place.wideAreaAddress }.report(report))
        #expect(world.drops == [.listenerUnknown, .listenerUnknown])
        world.forget()
        world.receive(listener.with { $0.hopLimit = 2 }.report(report))
        world.receive(listener.with { $0.alertsRouters = false }.report(report))
        #expect(world.drops == [.listenerMessageNotLocal, .listenerMessageNotLocal])
        world.forget()
        var damaged = listener.report(report)
        damaged[damaged.count - 1] ^= 1
        world.receive(damaged)
        #expect(world.drops == [.checksumError])
        world.forget()
        let query = MulticastListenerQuery(maximumResponseCode: 0, group: .unspecified, version2: nil)
        world.receive(listener.tunnelled(.multicastListenerQuery(query), to: .allNodes))
        #expect(world.drops == [.unexpectedMessage])
        #expect(world.groups().isEmpty)
    }

    @Test("Cut anywhere, a report is dropped, and nothing is believed of it")
    mutating func cut() {
        let whole = listener.report(.changeToExclude)
        for length in 0..<whole.count {
            var packet = Array(whole.prefix(length))
            if length >= 40 {
                packet[4] = UInt8((length - 40) >> 8)
                packet[5] = UInt8((length - 40) & 0xff)
            }
            world.forget()
            world.receive(packet)
            #expect(world.drops.count == 1, "\(length) octets")
            #expect(world.groups().isEmpty)
        }
    }
}
