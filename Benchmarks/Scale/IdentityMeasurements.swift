import Core

/// What a Binding Update costs whose node is looked for among many host groups: by its home address, by its identifier,
/// and by its realm.
struct IdentityMeasurements {
    private static let nodes = 1000

    func run() {
        Stopwatch.heading("a Binding Update by the number of host groups, and by what its node is found")
        for groups in [1000, 100_000] {
            let byAddress = cost(groups: groups) { _ in nil }
            tell("\(groups) groups, home address", byAddress, byAddress)
            tell("\(groups) groups, identifier", cost(groups: groups) { Self.identifier($0) }, byAddress)
            tell("\(groups) groups, realm", cost(groups: groups) { "u\($0)@members.example" }, byAddress)
        }
    }

    private func tell(_ what: String, _ cost: Duration, _ byAddress: Duration) {
        let microseconds = (cost / .microseconds(1)).formatted(digits: 2)
        Stopwatch.tell(what, "\(microseconds) us, ratio \((cost / byAddress).formatted(digits: 2))")
    }

    private static func identifier(_ number: Int) -> String { "user\(number)@provider.example.org" }

    /// Of an update that renews a binding, the median of some rounds.
    private func cost(groups: Int, identifier: @escaping (Int) -> String?) -> Duration {
        let nodes = ManyNodes {
            var realm = HostGroup(name: "realm")
            realm.identifier = NetworkAccessIdentifier("@members.example")
            realm.homeAddresses = IPv6Prefix(.unspecified, length: 0)
            let isRealm = identifier(0).flatMap { NetworkAccessIdentifier($0) }?.everybody == realm.identifier
            // In a realm the nodes' addresses must not have groups of their own.
            $0.homeAgent.hostGroups = (0..<groups).map { number in
                var group = HostGroup(name: "\(number)")
                group.identifier = NetworkAccessIdentifier(Self.identifier(number))
                group.homeAddresses = IPv6Prefix(ManyNodes.homeAddress(number + (isRealm ? Self.nodes : 0)))
                return group
            } + [realm]
        }
        nodes.identifier = identifier
        nodes.register(Self.nodes)
        let rounds = (0..<21).map { _ in Stopwatch.time { nodes.update(0..<Self.nodes, link: 2) } }
        return rounds.sorted()[10] / Self.nodes
    }
}
