import Testing

@testable import Core

/// A mobile node with its forwarding plane under a clock that a test moves; what others send it the test makes up.
struct RoamingNode {
    private(set) var engine: Engine
    private(set) var now = Instant(nanoseconds: 1_000_000_000_000)
    var plane = SimulatedMobilePlane()
    private(set) var counters = TrafficCounters()
    /// Everything sent and observed since `forget`.
    private(set) var sent: [SentPacket] = []
    private(set) var observations: [Observation] = []
    private(set) var attachments: [Attachment] = []
    private(set) var configuration = MobilityConfiguration()

    /// A mobile node of one home address, with a key; `memories` are told before there is a configuration.
    init(
        seed: UInt64 = 1, authenticator: (any MessageAuthenticator)? = nil, memories: [Event] = [],
        _ change: (inout MobileNodeConfiguration) -> Void = { _ in }
    ) {
        engine = Engine(authenticator: authenticator ?? SeededSecrets(seed: seed), seed: seed)
        configuration.isEnabled = true
        var mobileNode = MobileNodeConfiguration()
        mobileNode.homeAddresses = [.simulated]
        change(&mobileNode)
        configuration.mobileNode = mobileNode
        for memory in memories { perform(engine.handle(memory, at: now)) }
        handle(.configured(configuration))
        handle(.linkChanged(.mobile(.first)))
        handle(.linkChanged(.mobile(.second)))
    }

    /// The node is attached to these links from now on, the preferred first.
    mutating func attach(_ attachments: [Attachment]) {
        self.attachments = attachments
        perform(engine.attach(attachments, at: now))
        answer()
    }

    mutating func handle(_ event: Event) {
        perform(engine.handle(event, at: now))
        switch event {
        // Whatever the engine believes of the links, the test knows better.
        case .configured, .linkChanged, .linkRemoved: perform(engine.attach(attachments, at: now))
        default: break
        }
        answer()
    }

    private mutating func answer() {
        while let answer = plane.answer() { perform(engine.handle(answer, at: now)) }
        plane.check()
        if let deadline = engine.nextDeadline, deadline < now { Issue.record("a deadline has been missed") }
    }

    /// Lets time pass, deadlines and all.
    mutating func advance(by duration: Duration) {
        let end = now + duration
        while let deadline = engine.nextDeadline, deadline <= end {
            now = max(now, deadline)
            handle(.deadline)
        }
        now = end
    }

    mutating func configure(_ change: (inout MobileNodeConfiguration) -> Void) {
        var mobileNode = configuration.mobileNode ?? MobileNodeConfiguration()
        change(&mobileNode)
        configuration.mobileNode = mobileNode
        handle(.configured(configuration))
    }

    /// Changes the whole configuration.
    mutating func reconfigure(_ change: (inout MobilityConfiguration) -> Void) {
        change(&configuration)
        handle(.configured(configuration))
    }

    /// A packet arrives.
    mutating func receive(_ octets: [UInt8], on interface: InterfaceIndex = .first) {
        handle(.packet(ReceivedPacket(interface: interface, linkLayerSource: nil, octets: octets)))
    }

    /// A packet arrives; why it is dropped, if it is.
    mutating func drop(of octets: [UInt8], on interface: InterfaceIndex = .first) -> DropReason? {
        let before = observations.count
        receive(octets, on: interface)
        for case .dropped(let reason, _, _) in observations[before...] { return reason }
        return nil
    }

    /// Looks no more at what was sent and observed up to now.
    mutating func forget() {
        sent = []
        observations = []
    }

    private mutating func perform(_ effects: [Effect]) {
        for effect in effects {
            plane.perform(effect)
            switch effect {
            case .send(let packet):
                do {
                    sent.append(SentPacket(time: now, packet: packet, read: try ReadPacket(packet.octets)))
                } catch {
                    Issue.record("the engine sent a packet that is none: \(error)")
                }
            case .observe(let observation):
                observations.append(observation)
                counters.record(observation, at: now)
            default: break
            }
        }
    }

    // MARK: What a test looks at

    /// The Binding Updates sent since `forget`.
    var updates: [SentPacket] { sent.filter { $0.bindingUpdate != nil } }
    var status: HomeAddressStatus? { engine.mobileNodeStatus.homeAddresses.first }
    var state: MobileNodeState? { status?.state }
    var place: HomeAddressPlace? { plane.places[Place.homeAddress] }
    var tunnel: MobileTunnel? { plane.tunnels[Place.homeAddress] }
    /// The care-of addresses at which packets are taken.
    var openAt: Set<IPv6Address> { Set(plane.entrances.map(\.careOfAddress)) }
    /// The home agent's entry in the Binding Update List.
    var entry: BindingUpdateListEntry? { engine.bindingUpdateList.first { $0.kind == .homeAgent } }
}

extension Engine {
    /// Does what movement does when it has found links.
    fileprivate mutating func attach(_ attachments: [Attachment], at now: Instant) -> [Effect] {
        context.now = now
        mobileNode.follow(attachments, configuredHomes: [], &context)
        defer { context.effects = [] }
        return context.effects
    }
}

extension HomeAddressConfiguration {
    /// The home address of the golden packets at the home agent of the simulation.
    static let simulated: HomeAddressConfiguration = {
        var home = HomeAddressConfiguration(InterfaceAddress(address: Place.homeAddress, prefixLength: 64))
        home.homeAgent = .address(Place.homeAgent)
        home.authentication = MobilitySecurityAssociation(
            securityParameterIndex: 0x1000, key: SecretKey(octets: MobileNode.key))
        return home
    }()
}

extension Link {
    /// An interface of the mobile node, up.
    static func mobile(_ index: InterfaceIndex) -> Link {
        Link(
            index: index, name: "eth\(index.rawValue - 11)",
            linkLayerAddress: LinkLayerAddress(rawValue: 0x02_00_00_00_01_00 + UInt64(index.rawValue)),
            maximumTransmissionUnit: 1500, isRunning: true,
            addresses: [
                Link.Address(
                    address: .linkLocal(interfaceIdentifier: 0x1000 + UInt64(index.rawValue)), prefixLength: 64,
                    isUsable: true)
            ])
    }
}

extension SentPacket {
    var bindingUpdate: BindingUpdate? {
        if case .bindingUpdate(let update) = read.message { update } else { nil }
    }
    var homeAddressOption: IPv6Address? { read.packet.homeAddress }
    var alternateCareOfAddress: IPv6Address? { bindingUpdate?.alternateCareOfAddress }
    var addressDiscoveryRequest: HomeAgentAddressDiscoveryRequest? {
        if case .homeAgentAddressDiscoveryRequest(let message) = read.icmpv6 { message } else { nil }
    }

    /// Whether a Binding Update is signed as the home agent of the simulation asks for.
    var isSignedUpdate: Bool {
        guard let update = bindingUpdate else { return false }
        let draft = BindingUpdateDraft().with {
            $0.source = source
            $0.homeAddressOption = homeAddressOption
            $0.alternateCareOfAddresses = update.alternateCareOfAddress.map { [$0] } ?? []
        }
        return isSigned(by: MobileNode.key, securityParameterIndex: 0x1000, for: draft)
    }
}
