@testable import Core

/// Where the registration of a home address stands.
enum RegistrationState: String, CaseIterable, Sendable {
    /// Nothing is known of it.
    case none
    /// Duplicate address detection runs.
    case probing
    /// The first tunnel is being made.
    case installing
    /// There is a binding.
    case bound
    /// There is a binding, and its tunnel is being changed.
    case changing
    /// There was a binding; its last sequence number is kept.
    case retained

    /// The state of the simulated node in a world.
    init(in world: World) {
        let homeAgent = world.engine.homeAgent
        let isBound = homeAgent.cache[Place.homeAddress] != nil
        self =
            switch homeAgent.pending[Place.homeAddress]?.phase {
            case .duplicateAddressDetection: .probing
            case .installation: isBound ? .changing : .installing
            case nil where isBound: .bound
            case nil: homeAgent.cache.lastSequenceNumber(for: Place.homeAddress) == nil ? .none : .retained
            }
    }

    /// A world in this state, whose forwarding plane answers when it is told to; the node's last update had the
    /// number 11.
    var scene: (world: World, node: MobileNode) {
        var (world, node) = (World(), MobileNode(sequenceNumber: 10))
        switch self {
        case .none: node.sequenceNumber = 11
        case .probing: world.receive(node.update())
        case .installing:
            world.answers = .held
            world.receive(node.update())
            world.advance(by: .seconds(1))
        case .bound: register(&node, &world)
        case .changing:
            node.sequenceNumber = 9
            register(&node, &world)
            world.answers = .held
            world.receive(node.update(movedTo: Place.otherCareOf))
        case .retained:
            node.sequenceNumber = 9
            register(&node, &world)
            world.receive(node.deregistration())
            world.advance(by: .milliseconds(500))
        }
        world.answers = .held
        world.forget()
        return (world, node)
    }

    private func register(_ node: inout MobileNode, _ world: inout World) {
        world.register(&node)
        world.advance(by: .seconds(10))
    }
}
