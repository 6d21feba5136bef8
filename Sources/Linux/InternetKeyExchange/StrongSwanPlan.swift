import Core

/// What strongSwan has of the daemon's, as it says.
struct StrongSwanInventory: Hashable {
    /// Names of connections.
    var connections: Set<String> = []
    /// Names of shared keys.
    var keys: Set<String> = []
    /// Associations of IKE, by strongSwan's number.
    var associations: [String: StrongSwanAssociation] = [:]
}

/// A request to strongSwan that is still to be made.
enum StrongSwanStep: Hashable {
    /// Ends an association of IKE, with all that it has negotiated.
    case terminate(identifier: String)
    /// Ends all of a connection.
    case terminateAll(name: String)
    case unload(name: String)
    case unloadKey(name: String)
    /// A connection, and what it proves itself by.
    case load(NegotiatedNode)
    /// Has a mobile node that this is begin to negotiate some of its pairs of associations.
    case initiate(NegotiatedNode, children: [String])
    /// The certificates of those whom certificates are believed from.
    case loadAuthorities
}

extension StrongSwanStep {
    /// What is to be done so that strongSwan has what is wanted and nothing else of the daemon's.
    ///
    /// - Parameters:
    ///   - wanted: The nodes, by name.
    ///   - loaded: What was loaded before, by name.
    ///   - inventory: What strongSwan says that it has.
    static func plan(
        _ wanted: [String: NegotiatedNode], loaded: [String: NegotiatedNode], _ inventory: StrongSwanInventory
    ) -> [StrongSwanStep] {
        let strangers = inventory.connections.filter { wanted[$0] == nil }.sorted()
        let keys = inventory.keys.filter { wanted[$0]?.sharedKey == nil }.sorted()
        let ended = inventory.associations.values.filter { association in
            wanted[NegotiatedNode.name(of: association.homeAddress)].map { !association.fits($0) } ?? true
        }
        let missing = wanted.filter { name, node in
            loaded[name] != node || !inventory.connections.contains(name)
                || node.sharedKey != nil && !inventory.keys.contains(name)
        }
        return strangers.map { .unload(name: $0) } + keys.map { .unloadKey(name: $0) }
            + ended.map(\.identifier).sorted().map { .terminate(identifier: $0) }
            + (missing.values.contains { $0.certificateFile != nil } ? [.loadAuthorities] : [])
            + sorted(missing.values).map { .load($0) }
            + initiations(of: wanted.values, inventory)
    }

    /// What is to be done after a change of what is wanted, where strongSwan had all of it before.
    static func plan(
        from former: [String: NegotiatedNode], to wanted: [String: NegotiatedNode]
    ) -> [StrongSwanStep] {
        let changed = sorted(wanted.values.filter { former[$0.name] != $0 })
        let ended = former.filter { wanted[$0.key] != $0.value }.sorted { $0.key < $1.key }
        return ended.flatMap { name, node in
            [.unload(name: name)] + (node.sharedKey == nil ? [] : [.unloadKey(name: name)])
                + [.terminateAll(name: name)]
        } + (changed.contains { $0.certificateFile != nil } ? [.loadAuthorities] : []) + changed.map { .load($0) }
            + initiations(of: changed, StrongSwanInventory())
    }

    /// Mobile nodes begin, and begin again when what was negotiated has ended; home agents never do.
    private static func initiations(
        of nodes: some Sequence<NegotiatedNode>, _ inventory: StrongSwanInventory
    ) -> [StrongSwanStep] {
        sorted(nodes.filter { $0.role == .mobileNode }).compactMap { initiation(of: $0, inventory) }
    }

    private static func initiation(of node: NegotiatedNode, _ inventory: StrongSwanInventory) -> StrongSwanStep? {
        let own = inventory.associations.values.filter { $0.homeAddress == node.homeAddress && $0.fits(node) }
        guard own.allSatisfy(\.isAtRest) else { return nil }
        let present = Set(own.flatMap(\.children).map(\.name))
        let missing = node.childNames.filter { !present.contains($0) }
        return missing.isEmpty ? nil : .initiate(node, children: missing)
    }

    private static func sorted(_ nodes: some Sequence<NegotiatedNode>) -> [NegotiatedNode] {
        nodes.sorted { $0.homeAddress < $1.homeAddress }
    }
}
