import Core
import Testing

/// A world to which anything happens, in any order: what is right, what is wrong and what is noise. The same seed
/// gives the same history.
struct RandomWorld {
    private(set) var world: World
    private var generator: SeededGenerator
    private var nodes: [MobileNode]
    /// Those that this node is a correspondent of.
    private var peers = (0..<6).map { Peer.number($0) }
    private var home = Link.home
    /// Whose the bindings of the realm are.
    private var identities: [IPv6Address: NetworkAccessIdentifier?] = [:]

    /// The home addresses of the last four nodes, which need identifiers.
    private static let realm = IPv6Prefix(Place.homeAddress(8), length: 125) ?? IPv6Prefix(.unspecified)

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        world = World(seed: seed) {
            var realm = HostGroup.simulated("REALM", Self.realm)
            realm.identifier = NetworkAccessIdentifier("@example.net")
            $0.homeAgent.hostGroups = [.simulated("ALL", Place.homePrefix), realm]
            // Seldom, so that hours can pass without thousands of them.
            $0.interfaces["home0"]?.advertisement.interval = .milliseconds(200_000)
        }
        nodes = (0..<12).map { number in
            MobileNode(homeAddress: Place.homeAddress(number), careOfAddress: Place.careOf(number))
        }
    }

    /// One more event.
    mutating func step() {
        switch number(0..<100) {
        case 0..<45: receiveUpdate()
        case 45..<53: receiveNoise()
        case 53..<55: receiveFromListener()
        case 55..<58: receiveFromPeer()
        case 58..<66: receiveFromNeighbor()
        case 66..<69: receiveFromRouter()
        case 69..<84: world.advance(by: .milliseconds(Int64(number(0..<2500))))
        case 84..<86: world.advance(by: .seconds(Int64(number(0..<4000))))
        case 86..<90: answer()
        case 90..<95: changeLink()
        case 95..<98: changeConfiguration()
        default: world.handle(.clearBindings(selector))
        }
        checkIdentities()
        world.forget()
    }

    /// While a home address of the realm is bound it is of the one who bound it.
    private mutating func checkIdentities() {
        for observation in world.observations {
            switch observation {
            case .bindingCreated(let binding): identities[binding.homeAddress] = binding.identity
            case .bindingUpdated(let binding): #expect(identities[binding.homeAddress] == binding.identity)
            case .bindingEnded(let binding, _): identities[binding.homeAddress] = nil
            default: continue
            }
        }
        #expect(world.engine.bindings.allSatisfy { ($0.identity != nil) == Self.realm.contains($0.homeAddress) })
    }

    /// Puts everything to rest: no home agent any more, every answer given, every memory over.
    mutating func end() {
        world.configure {
            $0.isEnabled = false
            $0.isRouter = false
        }
        while !world.plane.isSettled { world.answerForwarding() }
        world.advance(by: .seconds(60))
    }

    private mutating func number(_ range: Range<Int>) -> Int { .random(in: range, using: &generator) }

    private mutating func chance(_ percent: Int) -> Bool { number(0..<100) < percent }

    // MARK: Updates

    /// Mostly right; wrong in one way or the other now and then.
    private mutating func receiveUpdate() {
        let index = number(nodes.indices)
        if chance(20) { nodes[index].careOfAddress = Place.careOf(number(0..<20), link: number(2..<5)) }
        if chance(10) { nodes[index].flags ^= BindingUpdateDraft.linkLocalCompatibility }
        if chance(3) { nodes[index].sequenceNumber = UInt16(number(0..<65_536)) }
        let lifetime = [0, 1, 1, 5, 900, 65_535][number(0..<6)] as UInt16
        var draft = nodes[index].update(lifetime: lifetime)
        if chance(10) { draft = nodes[index].deregistrationAtHome() }
        if index >= 8 { draft.name("u\(chance(90) ? index : number(0..<20))@example.net") }
        if chance(20) { spoil(&draft) }
        world.receive(draft)
        if chance(10) { world.receive(draft) }
    }

    private mutating func spoil(_ draft: inout BindingUpdateDraft) {
        let other = Place.homeAddress(number(0..<12))
        let addresses = [
            Place.homeAgent, other, Place.elsewhere, .unspecified, .loopback, .allNodes, Place.correspondent,
            .linkLocal(interfaceIdentifier: 0x100),
        ]
        let address = addresses[number(0..<addresses.count)]
        switch number(0..<13) {
        case 0: draft.homeAddressOption = address
        case 1: draft.alternateCareOfAddresses = [address]
        case 2: draft.source = address
        case 3: draft.destination = address
        case 4: draft.signatures = []
        case 5: draft.signatures = draft.signatures.map { BindingUpdateDraft.Signature(key: $0.key, isForged: true) }
        case 6: draft.flags = UInt16(number(0..<65_536))
        case 7: draft.hasNonceIndices = true
        case 8: draft.type = UInt8(number(0..<256))
        case 9: draft.payloadProtocol = UInt8(number(0..<256))
        case 10: draft.isTooShort = true
        case 11: draft.name(chance(50) ? nil : "nobody")
        default: draft.sequenceNumber = UInt16(number(0..<65_536))
        }
    }

    // MARK: Noise

    /// Golden packets, whole or damaged, and octets that are none.
    private mutating func receiveNoise() {
        var octets = WireVector.all.randomElement(using: &generator)?.packet ?? []
        switch number(0..<4) {
        case 0: break
        case 1: octets = (0..<number(0..<120)).map { _ in UInt8(number(0..<256)) }
        case 2: octets = Array(octets.prefix(number(0..<max(1, octets.count))))
        default:
            for _ in 0..<number(1..<5) where !octets.isEmpty {
                octets[number(octets.indices)] = UInt8(number(0..<256))
            }
        }
        world.receive(octets, on: InterfaceIndex(rawValue: UInt32(number(1..<5))))
    }

    private mutating func receiveFromNeighbor() {
        let homeAddress = Place.homeAddress(number(0..<12))
        let target = chance(70) ? homeAddress : .linkLocal(interfaceIdentifier: homeAddress.interfaceIdentifier)
        let interface = InterfaceIndex(rawValue: UInt32(number(2..<4)))
        switch number(0..<4) {
        case 0: world.receiveAdvertisement(of: target, on: interface)
        case 1: world.receiveProbe(of: target, on: interface)
        case 2: world.receive(Neighbor.solicitation(of: target), on: interface)
        default: world.receive(Neighbor.routerSolicitation(), on: interface)
        }
    }

    /// Some node, or nobody, says something of groups through a tunnel.
    private mutating func receiveFromListener() {
        var listener = Listener()
        listener.outerSource = Place.careOf(number(0..<12), link: number(2..<4))
        listener.source = chance(70) ? listener.source : Place.homeAddress(number(0..<12))
        let groups = (0..<number(1..<4)).map { _ in Listener.group(number(0..<20)) }
        switch number(0..<4) {
        case 0: world.receive(listener.done(groups[0]))
        case 1: world.receive(listener.reportVersion1(groups[0]))
        default:
            let records = groups.map { group in
                MulticastAddressRecord(
                    MulticastAddressRecord.Kind(rawValue: UInt8(number(0..<8))), of: group,
                    sources: chance(50) ? [Place.correspondent] : [])
            }
            world.receive(listener.report(records))
        }
    }

    /// Somebody asks for tokens, registers directly, or gives it up; or the forwarding plane tells of him.
    private mutating func receiveFromPeer() {
        let index = number(peers.indices)
        if chance(20) { peers[index].careOfAddress = Place.careOf(number(0..<12), link: number(2..<5)) }
        if chance(60) { world.giveTokens(to: &peers[index]) }
        if chance(10) { peers[index].sequenceNumber = UInt16(number(0..<65_536)) }
        switch number(0..<8) {
        case 0: world.receive(peers[index].deletion())
        case 1: world.receive(peers[index].repeatedUpdate())
        case 2: world.receive(peers[index].update { $0.isForged = true })
        case 3:
            let entry = RouteOptimizationEntry(key: peers[index].key, careOfAddress: peers[index].careOfAddress)
            world.handle(.routeOptimizationUnreachable(entry))
        case 4: world.plane.directWays.result = chance(70) ? .installed : .full
        default: world.receive(peers[index].update())
        }
    }

    private mutating func receiveFromRouter() {
        let address = IPv6Address(rawValue: Place.homePrefix.address.rawValue | UInt128(number(0..<100)))
        world.receive(
            RouterAdvertisementDraft(
                source: .linkLocal(interfaceIdentifier: UInt64(number(0..<200))), isHomeAgent: chance(80),
                routerLifetime: UInt16(number(0..<3) * 900),
                information: chance(50) ? (preference: UInt16(number(0..<9)), lifetime: UInt16(number(0..<300))) : nil,
                addresses: chance(50) ? [.init(address: address, validLifetime: UInt32(number(0..<4) * 50))] : [],
                interface: InterfaceIndex(rawValue: UInt32(number(2..<4)))))
    }

    // MARK: Surroundings

    /// The forwarding plane answers at once for a while, with a failure now and then, or takes its time.
    private mutating func answer() {
        if chance(60) {
            world.answerForwarding()
        } else {
            while !world.plane.isSettled { world.answerForwarding() }
            let answers: [World.Answers] = [
                .held, .immediately(.installed), .immediately(.full), .immediately(.failed("no such map")),
            ]
            world.answers = answers[number(0..<answers.count)]
        }
    }

    private mutating func changeLink() {
        switch number(0..<6) {
        case 0: home.isRunning.toggle()
        case 1: home.linkLayerAddress = chance(50) ? Place.homeAgentLinkLayer : Place.nodeLinkLayer
        case 2: home.addresses[1].isUsable.toggle()
        case 3: home.addresses[0].isUsable.toggle()
        case 4:
            world.handle(.linkRemoved(home.index))
            if chance(30) { home.index = InterfaceIndex(rawValue: home.index == Place.homeInterface ? 12 : 2) }
            if chance(30) { return }
        default: world.handle(.linkChanged(.wideArea.with { $0.isRunning = chance(50) }))
        }
        world.handle(.linkChanged(home))
    }

    private mutating func changeConfiguration() {
        let choice = number(0..<10)
        let isOn = chance(85)
        let bound = UInt32(number(0..<12))
        world.configure {
            switch choice {
            case 0: $0.isEnabled = isOn
            case 1: $0.interfaces["home0"]?.isHomeLink = isOn
            case 2: $0.homeAgent.maximumBindings = isOn ? nil : bound
            case 3: $0.homeAgent.maximumLifetime = isOn ? nil : 4 + bound
            case 4: $0.homeAgent.requiresAuthentication = isOn
            case 5: $0.homeAgent.multicast.isEnabled = isOn
            case 6: $0.correspondentNode.isEnabled = isOn
            case 7: $0.correspondentNode.maximumBindings = 1 + bound
            case 8: $0.homeAgent.multicast.groupLimit = 1 + bound
            default: $0.interfaces["home0"]?.advertisement.interval = .milliseconds(100_000 + bound * 1000)
            }
        }
    }

    private var selector: BindingSelector {
        mutating get {
            switch number(0..<3) {
            case 0: .all
            case 1: BindingSelector(homeAddress: IPv6Prefix(Place.homeAddress(number(0..<12))))
            default: BindingSelector(careOfAddress: IPv6Prefix(Place.careOf, length: 64))
            }
        }
    }
}
