import Core

/// An interface of a mobile node, as its kernel has it: addresses configure themselves, and stay when the carrier goes.
struct AccessInterface {
    private(set) var link: Link
    /// The network that its cable is in.
    var network: Int?
    /// Whether addresses configure themselves.
    var isAutonomous = true
    /// Milliseconds before an address may be used.
    var addressDelay: Int64 = 2
    private var coming: [(moment: Instant, address: Link.Address)] = []

    init(_ index: UInt32, _ name: String) {
        link = Link(
            index: InterfaceIndex(rawValue: index), name: name,
            linkLayerAddress: LinkLayerAddress(rawValue: 0x02_00_00_00_0a_00 + UInt64(index)),
            maximumTransmissionUnit: 1500, isRunning: false,
            addresses: [Link.Address(address: Self.linkLocal(index), prefixLength: 64, isUsable: true)])
    }

    /// The interface identifier of RFC 4291 appendix A.
    static func identifier(_ index: UInt32) -> UInt64 { 0x0000_00ff_fe00_0a00 | UInt64(index) }

    static func linkLocal(_ index: UInt32) -> IPv6Address { .linkLocal(interfaceIdentifier: identifier(index)) }

    /// The address that configures itself in `2001:db8:NUMBER::/64`.
    static func address(_ index: UInt32, in number: UInt64) -> IPv6Address {
        IPv6Address(rawValue: 0x2001_0db8 << 96 | UInt128(number) << 80 | UInt128(identifier(index)))
    }

    /// Changes what the kernel has.
    mutating func change(_ change: (inout Link) -> Void) { change(&link) }

    /// The cable goes, or comes.
    mutating func setCarrier(_ isThere: Bool) {
        link.isRunning = isThere
        link.carrierChanges += 1
    }

    /// An advertisement arrived.
    mutating func learn(_ advertisement: RouterAdvertisement, at now: Instant) {
        guard isAutonomous else { return }
        for case .prefixInformation(let option) in advertisement.options
        where option.isAutonomous && option.validLifetime > 0 {
            let address = IPv6Address(
                rawValue: option.prefix.address.rawValue | UInt128(Self.identifier(link.index.rawValue)))
            let isKnown = link.addresses.contains { $0.address == address }
            guard !isKnown, !coming.contains(where: { $0.address.address == address }) else { continue }
            var usable = Link.Address(address: address, prefixLength: option.prefix.length, isUsable: true)
            usable.isAutoconfigured = true
            coming.append((now + .milliseconds(addressDelay), usable))
        }
    }

    /// When an address may be used next.
    var next: Instant? { coming.map(\.moment).min() }

    /// Lets addresses be used that may be; true if one is.
    mutating func run(to now: Instant) -> Bool {
        let come = coming.filter { $0.moment <= now }
        coming.removeAll { $0.moment <= now }
        link.addresses += come.map(\.address)
        return !come.isEmpty
    }

    /// Forgets a link.
    mutating func forget(_ left: LeftLink) {
        link.addresses.removeAll { address in left.addresses.contains { $0.address == address.address } }
    }
}
