import Core

extension BindingUpdateFault {
    /// Faults for which a node is registered beforehand as one without an identifier, and without timestamps.
    private static let registering: Set = ["V11 sequence number", "V12 type change", "V15 no room"]
    /// Faults of another home address than that of the node.
    private static let ofHomeAddress: Set = ["V14 not home subnet", "V15 the router's own address"]

    /// V8: whom the update claims to be of (RFC 4285 section 4).
    static let identifiers = [
        BindingUpdateFault(
            name: "V8 identifier missing", outcome: .dropped(.identifierMissing),
            excluded: registering.union(["V8 identifier unknown", others, taken]),
            prepare: { world, _ in world.knowRealm() }, damage: { $0.name(nil) }),
        BindingUpdateFault(
            name: "V8 identifier unknown", outcome: .dropped(.identifierUnknown),
            excluded: registering.union([others, taken]),
            prepare: { world, _ in world.knowRealm() }, damage: { $0.name("alice@example.org") }),
    ]

    private static let others = "V8 home address of others"
    private static let taken = "V8 home address taken"

    /// Whether an authentic node may have the home address: asked before anything is told of it.
    static let identities = [
        BindingUpdateFault(
            name: others, outcome: .acknowledged(.administrativelyProhibited),
            excluded: registering.union(ofHomeAddress).union([taken, "V6 home address"]),
            prepare: { world, node in
                world.knowRealm()
                let homeAddress = node.homeAddress
                world.configure { $0.homeAgent.hostGroups.append(.simulated("EXACT", homeAddress)) }
            }, damage: { $0.name("alice@example.net") }),
        BindingUpdateFault(
            name: taken, outcome: .acknowledged(.administrativelyProhibited),
            excluded: registering.union(ofHomeAddress).union(["V6 home address", "V13 no home agent"]),
            prepare: { world, node in
                world.knowRealm()
                world.receive(node.update().with { $0.name("bob@example.net") })
                world.advance(by: .seconds(1))
                world.forget()
            }, damage: { $0.name("alice@example.net") }),
    ]

    private static let noTimestamp = "V8 timestamp missing"

    /// RFC 4285 section 6: right after the authenticator.
    static let timestamps = [
        BindingUpdateFault(
            name: noTimestamp, outcome: .acknowledged(.messageIdentificationRequired),
            excluded: registering.union(["V8 timestamp stale"]), prepare: { world, _ in world.wantTimestamps() }),
        BindingUpdateFault(
            name: "V8 timestamp stale", outcome: .acknowledged(.identificationMismatch), excluded: registering,
            prepare: { world, _ in world.wantTimestamps() },
            damage: { $0.options.append([10, 8, 0, 0, 0, 1, 0, 0, 0, 0]) }),
    ]
}

extension World {
    /// The group for every home address is one of a realm.
    fileprivate mutating func knowRealm() {
        configure { $0.homeAgent.hostGroups[0].identifier = NetworkAccessIdentifier("@example.net") }
    }

    fileprivate mutating func wantTimestamps() {
        configure { configuration in
            for index in configuration.homeAgent.hostGroups.indices {
                configuration.homeAgent.hostGroups[index].securityAssociations[0].replayWindow = 7
            }
        }
        handle(.clockSet(NetworkTimestamp(rawValue: 0xe900_0000_0000_0000)))
    }
}
