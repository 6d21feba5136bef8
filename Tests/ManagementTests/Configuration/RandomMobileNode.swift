import Core

/// Makes everything that can be configured of a mobile node.
struct RandomMobileNode {
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    mutating func make() -> MobileNodeConfiguration {
        var mobileNode = MobileNodeConfiguration()
        for index in 0..<number(0...4) { mobileNode.homeAddresses.append(homeAddress(index)) }
        mobileNode.interfaces = ["eth0", "wwan0", "wlan0"].filter { _ in chance() }.map { name in
            MobileNodeInterface(name: name, priority: UInt8(number(1...255)))
        }.sorted { ($0.priority, $0.name) < ($1.priority, $1.name) }
        if chance() { mobileNode.lifetime = number(4...262_140) }
        mobileNode.isRouteOptimizationEnabled = chance()
        for index in 0..<number(0...3) { mobileNode.exclusions += exclusions(index) }
        if chance() { mobileNode.autoConfiguration = autoConfiguration() }
        mobileNode.isDetached = chance()
        return mobileNode
    }

    private mutating func homeAddress(_ index: UInt32) -> HomeAddressConfiguration {
        let address = IPv6Address(rawValue: 0x2001_0db8_00aa << 80 | UInt128(index) << 64 | UInt128(number(1...0xffff)))
        var home = HomeAddressConfiguration(
            InterfaceAddress(address: address, prefixLength: UInt8(number(1...128))))
        if chance() { home.homeAgent = .address(IPv6Address(rawValue: 0x2001_0db8_00aa << 80 | UInt128(index) << 64)) }
        if chance() {
            let key = (0..<number(1...64)).map { _ in UInt8(number(0...255)) }
            home.authentication = MobilitySecurityAssociation(
                securityParameterIndex: number(256...UInt32.max),
                outboundSecurityParameterIndex: chance() ? number(256...UInt32.max) : nil, key: SecretKey(octets: key),
                replayWindow: chance() ? UInt8(number(1...255)) : nil)
        }
        return home
    }

    /// All of a prefix, or some ports, in their order.
    private mutating func exclusions(_ index: UInt32) -> [RouteOptimizationExclusion] {
        let address = IPv6Address(rawValue: 0x2001_0db8_0053 << 80 | UInt128(index) << 64)
        let prefix = chance() ? IPv6Prefix(address) : InterfaceAddress(address: address, prefixLength: 64).prefix
        let ports: [UInt16?] = [nil, UInt16(number(1...100)), UInt16(number(101...65_535))]
        return ports.filter { _ in chance() }.map { RouteOptimizationExclusion(prefix, port: $0) }
    }

    private mutating func autoConfiguration() -> HomeAddressAutoConfiguration {
        var configuration = HomeAddressAutoConfiguration()
        configuration.maximum = UInt8(number(1...8))
        configuration.heuristic = chance() ? .aggressive : .conservative
        configuration.takesFirstAtOnce = chance()
        return configuration
    }

    private mutating func chance() -> Bool {
        Bool.random(using: &random)
    }

    private mutating func number(_ range: ClosedRange<UInt32>) -> UInt32 {
        UInt32.random(in: range, using: &random)
    }
}
