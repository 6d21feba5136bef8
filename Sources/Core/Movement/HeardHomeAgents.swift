/// The home agents that were heard on links, and the home addresses that were made of their prefixes. Both outlast the
/// link, and the daemon.
///
/// Anybody can send advertisements of any number of home agents: who is known for long stays known.
struct HeardHomeAgents: Sendable {
    /// Home agents that are kept at most.
    static let capacity = 32
    /// How far apart two times are that they are kept at, for what changes with each advertisement.
    private static let keepingInterval = Duration.seconds(60)

    private var agents: [KnownHomeAgent] = []
    /// Whether all that is known is kept.
    private var isKept = true

    /// The best first, with their ranks as they are at a moment.
    func known(at moment: NetworkTimestamp?) -> [KnownHomeAgent] {
        agents.map { agent in
            var agent = agent
            agent.rank = moment.map(agent.rank) ?? agent.rank
            return agent
        }.sorted { ($1.rank, $0.address.address) < ($0.rank, $1.address.address) }
    }

    /// The home addresses that were made, in their order; one that is written down goes before one of the same link.
    func homes(_ configuration: MobileNodeConfiguration?) -> [HomeAddressConfiguration] {
        guard let configuration, configuration.autoConfiguration != nil else { return [] }
        return agents.compactMap { agent in
            guard let address = agent.homeAddress, !configuration.hasHomeAddress(in: agent.address.prefix) else {
                return nil
            }
            let length = agent.address.prefixLength
            var home = HomeAddressConfiguration(InterfaceAddress(address: address, prefixLength: length))
            home.homeAgent = .address(agent.address.address)
            return home
        }.sorted { $0.homeAddress.address < $1.homeAddress.address }
    }

    /// Takes over a changed configuration: too many homes are given up, the worst first.
    mutating func follow(_ configuration: MobileNodeConfiguration?, _ context: inout Context) {
        guard let maximum = configuration?.autoConfiguration?.maximum else { return }
        let homes = known(at: context.calendar).filter { $0.homeAddress != nil }
        let excess = homes.dropFirst(Int(maximum)).map(\.address)
        guard !excess.isEmpty else { return }
        for place in agents.indices where excess.contains(agents[place].address) { agents[place].homeAddress = nil }
        keep(&context)
    }

    /// What was remembered.
    mutating func remember(_ remembered: [KnownHomeAgent]) {
        agents = Array(remembered.prefix(Self.capacity))
    }

    /// The operator has all forgotten.
    mutating func forget(_ context: inout Context) {
        agents = []
        keep(&context)
    }

    /// An advertisement arrived on a link of this mobile node.
    mutating func heard(
        _ advertisement: RouterAdvertisement, from source: IPv6Address, on link: Link, _ context: inout Context
    ) {
        guard let moment = context.calendar else { return }
        var router = AdvertisedRouter(advertisement, from: source, at: context.now)
        guard router.isHomeAgent, router.lifetime > 0 else { return }
        _ = router.learnAddresses(from: advertisement, at: context.now)
        for address in router.addresses.map(\.address) {
            guard let place = place(of: address, at: moment) else { continue }
            isKept = false
            makeHome(of: place, on: link, &context)
        }
        if !isKept { context.timers.scheduleIfNone(.knownHomeAgents, at: context.now + Self.keepingInterval) }
    }

    /// Where a home agent is in the list now that it is heard; `nil` if there is no room for it.
    private mutating func place(of address: InterfaceAddress, at moment: NetworkTimestamp) -> Int? {
        if let place = agents.firstIndex(where: { $0.address == address }) {
            agents[place].heard(at: moment)
            return place
        }
        if agents.count == Self.capacity {
            let strangers = agents.indices.filter { agents[$0].homeAddress == nil }
            guard let worst = strangers.min(by: { agents[$0].rank(at: moment) < agents[$1].rank(at: moment) }),
                agents[worst].rank(at: moment) < KnownHomeAgent.firstRank
            else { return nil }
            agents.remove(at: worst)
        }
        agents.append(KnownHomeAgent(address, at: moment))
        return agents.count - 1
    }

    /// Makes a home address of a home agent's prefix and the interface's link-layer address, if one is wanted.
    private mutating func makeHome(of place: Int, on link: Link, _ context: inout Context) {
        let agent = agents[place]
        guard let configuration = context.configuration.mobileNode, let linkLayer = link.linkLayerAddress,
            agent.homeAddress == nil, agent.address.prefixLength == 64, isWanted(agent, configuration)
        else { return }
        let identifier = IPv6Address(rawValue: UInt128(linkLayer.interfaceIdentifier))
        let address = agent.address.prefix.combined(with: identifier)
        agents[place].homeAddress = address
        let home = InterfaceAddress(address: address, prefixLength: 64)
        context.observe(.mobileNode(.homeAddressConfigured(home, homeAgent: agent.address.address)))
        keep(&context)
    }

    private func isWanted(_ agent: KnownHomeAgent, _ configuration: MobileNodeConfiguration) -> Bool {
        guard let wish = configuration.autoConfiguration else { return false }
        let written = configuration.homeAddresses
        let made = agents.filter { $0.homeAddress != nil }
        guard made.count < Int(wish.maximum),
            written.count + made.count < MobileNodeConfiguration.greatestNumberOfHomeAddresses,
            !configuration.hasHomeAddress(in: agent.address.prefix),
            !made.contains(where: { $0.address.prefix == agent.address.prefix })
        else { return false }
        return agent.isEligible(wish.heuristic) || wish.takesFirstAtOnce && written.isEmpty && made.isEmpty
    }

    /// Has the list outlast the daemon, if it is not so kept already.
    mutating func keepIfChanged(_ context: inout Context) {
        if !isKept { keep(&context) }
    }

    private mutating func keep(_ context: inout Context) {
        isKept = true
        context.timers.cancel(.knownHomeAgents)
        context.emit(.mobileNode(.keepHomeAgents(known(at: nil))))
    }
}

extension MobileNodeConfiguration {
    /// Whether a home address of a link is written down.
    fileprivate func hasHomeAddress(in prefix: IPv6Prefix) -> Bool {
        homeAddresses.contains { prefix.contains($0.homeAddress.address) }
    }
}

extension LinkLayerAddress {
    /// The interface identifier that is made of it (RFC 4291 appendix A).
    fileprivate var interfaceIdentifier: UInt64 {
        let (company, number) = (rawValue >> 24, rawValue & 0xff_ffff)
        return (company << 40 | 0xff_fe00_0000 | number) ^ 0x0200_0000_0000_0000
    }
}
