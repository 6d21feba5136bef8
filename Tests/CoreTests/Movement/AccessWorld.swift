import Testing

@testable import Core

/// A mobile node with two interfaces and the networks that it may come to, under a clock that a test moves.
struct AccessWorld {
    static let first = InterfaceIndex(rawValue: 2)
    static let second = InterfaceIndex(rawValue: 3)

    private(set) var engine: Engine
    private(set) var now = Instant(nanoseconds: 1_000_000_000_000)
    private(set) var plane = SimulatedForwardingPlane()
    /// Whether the forwarding plane has no room for watches.
    var refusesWatches = false
    private var refused: [NeighborTarget] = []
    var networks: [AccessNetwork]
    var interfaces = [AccessInterface(2, "eth0"), AccessInterface(3, "eth1")]
    /// Everything that was wanted since `forget`, and what of it was sent, observed and asked of a mobile node's kernel.
    private(set) var performed: [Effect] = []
    private(set) var sent: [SentPacket] = []
    private(set) var observations: [(moment: Instant, observation: MobileNodeObservation)] = []
    private(set) var effects: [(moment: Instant, effect: MobileNodeEffect)] = []
    private(set) var configuration = MobilityConfiguration()

    /// A mobile node away from home with no cable in.
    init(
        _ networks: [AccessNetwork], seed: UInt64 = 1, _ change: (inout MobileNodeConfiguration) -> Void = { _ in }
    ) {
        engine = Engine(authenticator: KnownSecrets(), seed: seed)
        self.networks = networks
        configuration.isEnabled = true
        var node = MobileNodeConfiguration()
        node.homeAddresses = [
            HomeAddressConfiguration(InterfaceAddress(address: Place.homeAddress, prefixLength: 64))
        ]
        node.interfaces = [
            MobileNodeInterface(name: "eth0", priority: 10), MobileNodeInterface(name: "eth1", priority: 20),
        ]
        change(&node)
        configuration.mobileNode = node
        handle(.clockSet(NetworkTimestamp(since1970: .seconds(1_800_000_000))))
        for interface in interfaces { handle(.linkChanged(interface.link)) }
        handle(.configured(configuration))
    }

    // MARK: What a test does

    /// Hands over an event.
    mutating func handle(_ event: Event) {
        perform(engine.handle(event, at: now))
        while !refused.isEmpty { perform(engine.handle(.addressWatchRefused(refused.removeFirst()), at: now)) }
    }

    /// Applies a change of the configuration.
    mutating func configure(_ change: (inout MobilityConfiguration) -> Void) {
        change(&configuration)
        handle(.configured(configuration))
    }

    /// Puts the cable of an interface into a network: seen as loss and return of the carrier, as one event, or not at
    /// all.
    mutating func plug(_ interface: Int = 0, into network: Int, _ visibility: Visibility = .seen) {
        if visibility == .seen, interfaces[interface].link.isRunning { unplug(interface) }
        interfaces[interface].network = network
        if visibility == .silent { return }
        if visibility == .flap { interfaces[interface].setCarrier(false) }
        interfaces[interface].setCarrier(true)
        handle(.linkChanged(interfaces[interface].link))
    }

    enum Visibility: CaseIterable { case seen, flap, silent }

    /// Takes a cable out.
    mutating func unplug(_ interface: Int = 0) {
        interfaces[interface].network = nil
        interfaces[interface].setCarrier(false)
        handle(.linkChanged(interfaces[interface].link))
    }

    /// The kernel has an interface otherwise.
    mutating func change(_ interface: Int = 0, _ change: (inout Link) -> Void) {
        interfaces[interface].change(change)
        handle(.linkChanged(interfaces[interface].link))
    }

    /// A packet arrives.
    mutating func receive(_ octets: [UInt8], from frame: LinkLayerAddress? = nil, on interface: Int = 0) {
        let index = interfaces[interface].link.index
        handle(.packet(ReceivedPacket(interface: index, linkLayerSource: frame, octets: octets)))
    }

    /// A router is heard once, outside of any network.
    mutating func receive(_ router: SimulatedRouter, on interface: Int = 0) {
        receive(router.advertisement, from: router.linkLayer, on: interface)
    }

    /// Looks no more at what was up to now.
    mutating func forget() {
        performed = []
        sent = []
        observations = []
        effects = []
    }

    /// Lets time pass; `check` looks at the world after everything that happens.
    mutating func run(for duration: Duration, check: (Self) -> Void = { _ in }) {
        let end = now + duration
        repeat {
            now = max(now, min(nextEvent ?? end, end))
            step()
            check(self)
        } while now < end
    }

    /// Lets time pass in which nothing arrives.
    mutating func wait(for duration: Duration) {
        let end = now + duration
        while let deadline = engine.nextDeadline, deadline <= end {
            now = max(now, deadline)
            handle(.deadline)
        }
        now = end
        handle(.deadline)
    }

    /// Lets time pass until something is so; gives back how much passed, `nil` if it was too long.
    mutating func time(until isSo: (Self) -> Bool, atMost limit: Duration = .seconds(60)) -> Duration? {
        let start = now
        while !isSo(self) {
            guard let next = nextEvent, next <= start + limit else { return nil }
            now = max(now, next)
            step()
        }
        return now - start
    }

    // MARK: What happens

    private var nextEvent: Instant? {
        ([engine.nextDeadline] + networks.map(\.next) + interfaces.map(\.next)).compactMap { $0 }.min()
    }

    private mutating func step() {
        if let deadline = engine.nextDeadline, deadline <= now { handle(.deadline) }
        for index in networks.indices {
            for packet in networks[index].run(to: now) { deliver(packet, of: index) }
        }
        for index in interfaces.indices where interfaces[index].run(to: now) {
            handle(.linkChanged(interfaces[index].link))
        }
        if let deadline = engine.nextDeadline, deadline < now { Issue.record("a deadline has been missed") }
    }

    private mutating func deliver(_ packet: ReceivedPacket, of network: Int) {
        for index in interfaces.indices where interfaces[index].network == network && interfaces[index].link.isRunning {
            guard let read = try? ReadPacket(packet.octets) else { continue }
            let interface = interfaces[index].link.index
            if case .routerAdvertisement(let message) = read.icmpv6 { interfaces[index].learn(message, at: now) }
            if case .neighborAdvertisement(let message) = read.icmpv6,
                !plane.watches.contains(NeighborTarget(interface: interface, address: message.target))
            {
                continue
            }
            var packet = packet
            packet.interface = interface
            handle(.packet(packet))
        }
    }

    private mutating func perform(_ effects: [Effect]) {
        for effect in effects {
            plane.perform(effect)
            performed.append(effect)
            switch effect {
            case .send(let packet): send(packet)
            case .beginAddressWatch(let target) where refusesWatches: refused.append(target)
            case .observe(.mobileNode(let observation)): observations.append((now, observation))
            case .mobileNode(let effect): perform(effect)
            default: break
            }
        }
    }

    private mutating func perform(_ effect: MobileNodeEffect) {
        effects.append((now, effect))
        guard case .leaveLink(let left) = effect else { return }
        for index in interfaces.indices where interfaces[index].link.index == left.interface {
            interfaces[index].forget(left)
            handle(.linkChanged(interfaces[index].link))
        }
    }

    private mutating func send(_ packet: OutgoingPacket) {
        do {
            sent.append(SentPacket(time: now, packet: packet, read: try ReadPacket(packet.octets)))
        } catch {
            Issue.record("the engine sent a packet that is none: \(error)")
        }
        for interface in interfaces where interface.link.isRunning {
            guard let network = interface.network, packet.delivery.interface == interface.link.index else { continue }
            networks[network].send(packet, at: now)
        }
    }
}

extension OutgoingPacket.Delivery {
    /// The interface that a packet for a neighbor leaves by.
    var interface: InterfaceIndex? {
        switch self {
        case .routed, .protected: nil
        case .link(let index), .neighbor(let index, _): index
        }
    }
}
