import Core
import Management
import Testing

@testable import Linux

@Suite struct KernelTablesTests {
    /// Does the whole work of a survey; tells how many pieces it took.
    private func finish<Value>(_ survey: Survey<Value>) throws -> (value: Value, pieces: Int) {
        var pieces = 1
        while true {
            if let value = try survey.advance() { return (value, pieces) }
            pieces += 1
        }
    }

    private func names() throws -> [InterfaceIndex: String] {
        let monitor = try LinkMonitor()
        _ = try monitor.synchronize()
        return monitor.links.mapValues(\.link.name)
    }

    private func routes(_ selection: RouteSelection = .all) throws -> [RouteEntry] {
        try finish(try KernelTables.routes(selection, names: try names())).value
    }

    @Test func interfacesAreAsTheKernelHasThem() throws {
        try withCable {
            try run("ip link set home0 address 02:00:5e:10:00:01 mtu 1400 alias 'the home link'")
            try run("ip addr add 2001:db8:1::1/64 dev home0; ip link set peer0 down")
            // The loss of the carrier is told a moment later.
            let interfaces = try eventually {
                let interfaces = try finish(try KernelTables.interfaces()).value
                guard interfaces.first?.operationalState == "lowerlayerdown" else {
                    throw Timeout(condition: "the loss of the carrier")
                }
                return interfaces
            }
            #expect(interfaces.map(\.name) == ["home0", "lo", "peer0"])
            let home = try #require(interfaces.first)
            #expect(home.hardware == "veth" && home.linkLayerAddress == "02:00:5e:10:00:01")
            #expect(home.isEnabled && !home.isRunning)
            #expect(home.maximumTransmissionUnit == 1400 && home.description == "the home link")
            #expect(home.addresses.contains("2001:db8:1::1/64"))
            #expect(home.flags.contains("broadcast") && home.flags.contains("multicast"))
            #expect(home.speed == 10_000 && home.isFullDuplex == true, "what a veth says of itself")
            #expect(home.output.packets > 0 && home.output.octets > home.output.packets)
            #expect(interfaces[2].isEnabled == false)
        }
    }

    @Test func whatIPv6DoesOnAnInterface() throws {
        try withCable {
            try run(
                "ip addr add 2001:db8:1::1/64 dev home0; ip addr add 2001:db8:1::2/64 dev home0 nodad valid_lft 600 preferred_lft 0"
            )
            try writeFile("/proc/sys/net/ipv6/conf/home0/forwarding", "1")
            try writeFile("/proc/sys/net/ipv6/conf/home0/hop_limit", "77")
            try writeFile("/proc/sys/net/ipv6/neigh/home0/retrans_time_ms", "1500")
            try writeFile("/proc/sys/net/ipv6/conf/peer0/disable_ipv6", "1")
            // The kernel joins the group of an address, and takes IPv6 from an interface, in work it puts off.
            let interfaces = try eventually {
                let interfaces = try finish(try KernelTables.ipv6Interfaces()).value
                guard try interfaces.first?.groups.contains(.of("ff02::1:ff00:1")) == true,
                    interfaces.first(where: { $0.name == "peer0" })?.hasIPv6 == false
                else { throw Timeout(condition: "the group of an address, and the end of IPv6 on the peer") }
                return interfaces
            }
            let home = try #require(interfaces.first)
            #expect(home.hasIPv6 && home.forwards && !home.acceptsRouterAdvertisements)
            #expect(home.hopLimit == 77 && home.retransmissionInterval == 1500 && home.maximumTransmissionUnit == 1500)
            #expect(home.duplicateAddressDetectionAttempts == 0, "switched off for the test")
            #expect(home.addresses.first?.address.isLinkLocal == true)
            let deprecated = try #require(home.addresses.first { $0.states == [.deprecated] })
            #expect(deprecated.address == (try .of("2001:db8:1::2")))
            #expect((500...600).contains(deprecated.validLifetime ?? 0) && deprecated.preferredLifetime == 0)
            #expect(home.groups.contains(.allNodes))
        }
    }

    @Test func routesHaveTheirSourcesAndWays() throws {
        try withCable {
            try run("ip addr add 2001:db8:1::1/64 dev home0")
            try run("ip -6 route add 2001:db8:5::/48 via 2001:db8:1::5 proto 135 metric 257")
            try run("ip -6 route add default proto ra via 2001:db8:1::6")
            try run("ip -6 route add 2001:db8:6::/48 nexthop via 2001:db8:1::7 nexthop via 2001:db8:1::8")
            try run("ip -6 route add unreachable 2001:db8:7::/48")
            let all = try routes()
            #expect(all == all.sorted())
            func ways(_ prefix: String) -> [RouteEntry] { all.filter { $0.prefix.description == prefix } }
            #expect(ways("2001:db8:1::/64").map(\.source) == [.connected])
            #expect(ways("2001:db8:1::1/128").map(\.action) == [.receive])
            #expect(ways("2001:db8:1::1/128").map(\.source) == [.local])
            let own = try #require(ways("2001:db8:5::/48").first)
            #expect(own.source == .static && own.metric == 257 && own.routingProtocol == "haos")
            #expect(own.nextHop == (try .of("2001:db8:1::5")) && own.interface == "home0")
            #expect(ways("::/0").map(\.source) == [.routerAdvertisement])
            #expect(
                ways("2001:db8:6::/48").compactMap(\.nextHop) == [try .of("2001:db8:1::7"), try .of("2001:db8:1::8")])
            #expect(ways("2001:db8:7::/48").map(\.action) == [.unreachable])

            #expect(try routes(.best(.of("2001:db8:5::9"))) == [own])
            #expect(try routes(.best(.of("2001:db8:ffff::9"))) == ways("::/0"))
            #expect(try routes(.to(own.prefix)) == [own])
            let within = try routes(.within(try #require(IPv6Prefix("2001:db8:4::/46"))))
            #expect(Set(within.map(\.prefix.description)) == ["2001:db8:5::/48", "2001:db8:6::/48", "2001:db8:7::/48"])
        }
    }

    @Test func aLargeTableComesInManyShortPieces() throws {
        try withCable {
            try run("ip addr add 2001:db8:1::1/64 dev home0")
            try run(
                """
                for i in $(seq 0 19999); do printf 'route add 2001:db9:%x::/48 via 2001:db8:1::5\\n' $i; done \
                | ip -6 -batch -
                """)
            let (all, pieces) = try finish(try KernelTables.routes(.all, names: try names()))
            #expect(all.count { $0.prefix.address >= (try! .of("2001:db9::")) && $0.prefix.length == 48 } == 20_000)
            #expect(pieces > 100)
        }
    }

    @Test func neighborsAreShownAndForgotten() throws {
        try withCable {
            try run("ip addr add 2001:db8:1::1/64 dev home0")
            try run("ip neigh add 2001:db8:1::7 lladdr 02:00:5e:10:00:07 nud permanent dev home0")
            try run("ip neigh add 2001:db8:1::8 lladdr 02:00:5e:10:00:08 nud stale router dev home0")
            try run("ip neigh add 2001:db8:1::9 lladdr 02:00:5e:10:00:09 nud noarp dev home0")
            func neighbors() throws -> [NeighborEntry] {
                try finish(try KernelTables.neighbors(names: try names())).value.filter { !$0.address.isLinkLocal }
            }
            let before = try neighbors()
            #expect(before.map(\.state) == [.permanent, .stale], "and nothing of those that are never asked for")
            #expect(before.map(\.linkLayerAddress) == ["02:00:5e:10:00:07", "02:00:5e:10:00:08"])
            #expect(before.map(\.isRouter) == [false, true] && before.map(\.interface) == ["home0", "home0"])
            let home = try #require(try names().first { $0.value == "home0" }?.key)
            let peer = try #require(try names().first { $0.value == "peer0" }?.key)
            _ = try finish(try KernelTables.forgetNeighbors(of: peer))
            #expect(try neighbors().count == 2)
            #expect(try finish(try KernelTables.forgetNeighbors(of: home)).value >= 1)
            #expect(try neighbors().map(\.state) == [.permanent])
        }
    }
}
