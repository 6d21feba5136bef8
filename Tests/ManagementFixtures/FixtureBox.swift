import Core
import Management

/// The machine that a fixture router is.
enum FixtureBox {
    static let clock = ClockReading(
        year: 2026, month: 1, day: 7, weekday: 3, hour: 9, minute: 8, second: 5, millisecond: 42, timeZone: "CET",
        offset: 3600, isSynchronized: false)

    static let processes = ProcessStatus(
        process: 4711, utilization: .init(fiveSeconds: 12, oneMinute: 3, fiveMinutes: 1), userTime: 1500,
        systemTime: 250, eventLoop: .init(turns: 4242, longestTurn: 1234, longestRecentTurn: 321),
        residentMemory: 50_331_648, peakResidentMemory: 67_108_864, virtualMemory: 268_435_456,
        threads: [
            .init(number: 4711, name: "haosd", state: "R", processorTime: 1700),
            .init(number: 4712, name: "store", state: "S", processorTime: 50),
        ])

    static let memory = MemoryReport(
        resident: 50_331_648, heapTotal: 20_000_000, heapUsed: 15_000_000, heapFree: 5_000_000, bindings: 3,
        maps: [
            .init(name: "binding_counters", maximumEntries: 1_048_576, octets: 92_274_688),
            .init(name: "bindings", maximumEntries: 1_048_576, octets: 125_829_120),
        ])

    static var interfaces: [InterfaceStatus] {
        var home = InterfaceStatus(name: "home0", index: 2)
        home.hardware = "veth"
        home.linkLayerAddress = "02:00:5e:10:00:01"
        (home.isEnabled, home.isRunning, home.operationalState) = (true, true, "up")
        home.maximumTransmissionUnit = 1500
        home.flags = ["broadcast", "multicast", "up", "running", "lowerup"]
        (home.speed, home.isFullDuplex) = (10_000, true)
        home.addresses = ["fe80::5eff:fe10:1/64", "2001:db8:1::1/64"]
        (home.input.packets, home.input.octets) = (120, 12_480)
        (home.output.packets, home.output.octets, home.output.drops) = (90, 9000, 1)
        var loopback = InterfaceStatus(name: "lo", index: 1)
        loopback.hardware = "loopback"
        (loopback.isEnabled, loopback.isRunning, loopback.operationalState) = (true, true, "unknown")
        loopback.maximumTransmissionUnit = 65536
        loopback.flags = ["loopback", "up", "running", "lowerup"]
        loopback.addresses = ["::1/128"]
        var wan = InterfaceStatus(name: "wan0", index: 3)
        wan.hardware = "ethernet"
        wan.description = "as the kernel calls it"
        wan.linkLayerAddress = "02:00:5e:10:00:02"
        wan.operationalState = "down"
        wan.maximumTransmissionUnit = 1500
        return [home, loopback, wan]
    }

    static var ipv6Interfaces: [IPv6InterfaceStatus] {
        var home = IPv6InterfaceStatus(name: "home0")
        (home.isEnabled, home.isRunning, home.hasIPv6, home.forwards) = (true, true, true, true)
        home.addresses = [
            InterfaceAddressStatus(address: linkLocal, prefixLength: 64),
            InterfaceAddressStatus(address: address(1, 1), prefixLength: 64),
            InterfaceAddressStatus(address: address(1, 2), prefixLength: 64, states: [.duplicate]),
            InterfaceAddressStatus(
                address: address(1, 3), prefixLength: 64, states: [.deprecated], validLifetime: 600,
                preferredLifetime: 0),
        ]
        home.groups = [.allNodes, .allRouters, address(1, 1).solicitedNodeMulticast]
        (home.maximumTransmissionUnit, home.hopLimit, home.duplicateAddressDetectionAttempts) = (1500, 64, 1)
        (home.reachableTime, home.retransmissionInterval) = (30_000, 1000)
        var loopback = IPv6InterfaceStatus(name: "lo")
        (loopback.isEnabled, loopback.isRunning, loopback.hasIPv6) = (true, true, true)
        loopback.addresses = [InterfaceAddressStatus(address: .loopback, prefixLength: 128)]
        (loopback.maximumTransmissionUnit, loopback.hopLimit) = (65536, 64)
        (loopback.reachableTime, loopback.retransmissionInterval) = (30_000, 1000)
        return [home, loopback, IPv6InterfaceStatus(name: "wan0")]
    }

    static var advertisement: LinkAdvertisement {
        LinkAdvertisement(
            message: RouterAdvertisement(
                flags: [.homeAgent, .otherConfiguration], preference: .high, routerLifetime: 1800,
                options: [
                    .prefixInformation(
                        PrefixInformation(
                            prefix: prefix("2001:db8:1::/64"), routerAddress: address(1, 1),
                            validLifetime: 2_592_000, preferredLifetime: 604_800)),
                    .prefixInformation(
                        PrefixInformation(
                            prefix: prefix("2001:db8:2::/64"), isOnLink: false, isAutonomous: false,
                            validLifetime: .max, preferredLifetime: .max)),
                ]),
            interval: RouterAdvertisementInterval(maximum: 500, minimum: 375),
            next: Instant(nanoseconds: 1_250_000_000), sent: 42, solicitationsReceived: 3)
    }

    static var routes: [RouteEntry] {
        [
            route("2001:db8:1::/64", .connected, metric: 256, "home0", "kernel"),
            route("2001:db8:1::1/128", .local, .receive, "home0", "kernel"),
            route("::/0", .static, metric: 257, via: address(0xf, 2), "wan0", "haos"),
            route("2001:db8:9::/48", .kernel, metric: 20, via: address(0xf, 3), "wan0", "bird"),
            route("2001:db8:9::/48", .kernel, metric: 20, via: address(0xf, 4), "wan0", "bird"),
            route("2001:db8:a::/48", .routerAdvertisement, metric: 1024, via: linkLocal, "wan0", "ra"),
            route("2001:db8:b::/48", .kernel, .unreachable, metric: 1024, "lo", "boot"),
        ]
    }

    static var neighbors: [NeighborEntry] {
        [
            NeighborEntry(
                address: linkLocal, linkLayerAddress: "02:00:5e:10:00:09", state: .reachable, isRouter: true, age: 7,
                interface: "home0"),
            NeighborEntry(
                address: address(1, 9), linkLayerAddress: "02:00:5e:10:00:09", state: .stale, age: 725,
                interface: "home0"),
            NeighborEntry(
                address: address(0xf, 2), linkLayerAddress: nil, state: .incomplete, age: 0, interface: "wan0"),
            NeighborEntry(
                address: address(0xf, 3), linkLayerAddress: "02:00:5e:10:00:0a", state: .permanent, age: 0,
                interface: "wan0"),
        ]
    }

    private static let linkLocal = IPv6Address.linkLocal(interfaceIdentifier: 0x5eff_fe10_0001)

    private static func route(
        _ prefix: String, _ source: RouteEntry.Source, _ action: RouteEntry.Action = .forward, metric: UInt32 = 0,
        via hop: IPv6Address? = nil, _ interface: String, _ routingProtocol: String
    ) -> RouteEntry {
        RouteEntry(
            prefix: self.prefix(prefix), source: source, action: action, metric: metric,
            nextHop: hop, interface: interface, routingProtocol: routingProtocol)
    }

    private static func prefix(_ text: String) -> IPv6Prefix {
        IPv6Prefix(text) ?? IPv6Prefix(.unspecified)
    }

    /// `2001:db8:SUBNET::HOST`.
    private static func address(_ subnet: UInt128, _ host: UInt128) -> IPv6Address {
        IPv6Address(rawValue: 0x2001_0db8 << 96 | subnet << 80 | host)
    }
}
