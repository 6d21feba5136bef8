import Core
import Testing

@testable import Linux

/// With the kernel, in a namespace of the test's own.
@Suite struct SystemConfiguratorTests {
    private static let forwarding = KernelSetting("net/ipv6/conf/all/forwarding")

    private func state(
        _ interfaces: [String: [String]], routes: [(String, UInt8, String)] = [], isForwarding: Bool = false
    ) throws -> SystemState {
        var state = SystemState()
        state.interfaces = try interfaces.mapValues { Set(try $0.map { try .of($0) }) }
        for (prefix, length, hop) in routes {
            let prefix = try #require(IPv6Prefix(try .of(prefix), length: length))
            state.routes.insert(StaticRoute(prefix: prefix, nextHop: try .of(hop)))
        }
        state.isForwarding = isForwarding
        return state
    }

    /// Everything that a configurator might touch.
    private func kernel() throws -> String {
        let addresses = try output(of: "ip -o -6 addr show scope global | awk '{print $2, $4}' | sort")
        let routes = try output(of: "ip -6 route show | grep -v fe80 | sed 's/ pref medium//' | sort")
        return addresses + routes + (try Self.forwarding.value())
    }

    private func has(_ address: String, on interface: String) throws -> Bool {
        try output(of: "ip -o -6 addr show dev \(interface)").contains("inet6 \(address) ")
    }

    /// Runs `body` in a namespace with the cable `home0` and `peer0`, and with a directory of its own.
    private func withHome(_ body: (String) throws -> Void) throws {
        try withTemporaryDirectory { directory in
            try withCable { try body(directory) }
        }
    }

    private func configurator(_ directory: String) throws -> SystemConfigurator {
        try SystemConfigurator(directory: StateDirectory(directory))
    }

    @Test func theExampleIsBroughtAboutAndTakenBack() throws {
        try withHome { directory in
            try run("ip link add wan0 type veth peer name wan1; ip link set wan1 up")
            let before = try kernel()
            let configurator = try configurator(directory)
            let wanted = try state(
                ["home0": ["2001:db8:1::1/64"], "wan0": ["2001:db8:f::1/64"]],
                routes: [("::", 0, "2001:db8:f::2")], isForwarding: true)
            #expect(configurator.apply(wanted) == SystemReport())
            #expect(try has("2001:db8:1::1/64", on: "home0"))
            #expect(try has("2001:db8:f::1/64", on: "wan0"))
            #expect(
                try output(of: "ip -6 route show default").contains("via 2001:db8:f::2 dev wan0 proto 135 metric 257"))
            #expect(try output(of: "ip link show wan0").contains(",UP"))
            #expect(try Self.forwarding.value() == "1")
            // Once more changes nothing, and complains of nothing.
            let during = try kernel()
            #expect(configurator.reconcile() == SystemReport())
            #expect(try kernel() == during)

            #expect(configurator.apply(SystemState()) == SystemReport())
            #expect(try kernel() == before)
        }
    }

    @Test func linesThatGoAreTakenBackAndTheOthersStay() throws {
        try withHome { directory in
            let configurator = try configurator(directory)
            let both = try state(
                ["home0": ["2001:db8:1::1/64", "2001:db8:2::1/64"]],
                routes: [("2001:db8:8::", 48, "2001:db8:1::9"), ("2001:db8:8::", 48, "2001:db8:1::8")])
            #expect(configurator.apply(both) == SystemReport())
            #expect(try output(of: "ip -6 route show 2001:db8:8::/48").contains("nexthop via 2001:db8:1::9"))
            let one = try state(["home0": ["2001:db8:1::1/64"]], routes: [("2001:db8:8::", 48, "2001:db8:1::8")])
            #expect(configurator.apply(one) == SystemReport())
            #expect(try has("2001:db8:1::1/64", on: "home0"))
            #expect(try !has("2001:db8:2::1/64", on: "home0"))
            let routes = try output(of: "ip -6 route show 2001:db8:8::/48")
            #expect(routes.contains("via 2001:db8:1::8") && !routes.contains("2001:db8:1::9"))
        }
    }

    @Test func whatWasThereBeforeStays() throws {
        try withHome { directory in
            try run("ip addr add 2001:db8:1::1/64 dev home0; sysctl -qw net.ipv6.conf.all.forwarding=1")
            try run("ip -6 route add 2001:db8:8::/48 via 2001:db8:1::9 metric 257")
            let before = try kernel()
            let configurator = try configurator(directory)
            let wanted = try state(
                ["home0": ["2001:db8:1::1/64"]], routes: [("2001:db8:8::", 48, "2001:db8:1::9")], isForwarding: true)
            #expect(configurator.apply(wanted) == SystemReport())
            #expect(try kernel() == before)
            #expect(configurator.apply(SystemState()) == SystemReport())
            #expect(try kernel() == before)
        }
    }

    /// A daemon that was killed does nothing more; the next one has the same directory.
    @Test func aKilledDaemonsWorkIsAdoptedOrRemoved() throws {
        try withHome { directory in
            try run("sysctl -qw net.ipv6.conf.peer0.forwarding=1; ip addr add 2001:db8:7::1/64 dev home0")
            let before = try kernel()
            do {
                let killed = try configurator(directory)
                let wanted = try state(
                    ["home0": ["2001:db8:1::1/64", "2001:db8:2::1/64"]],
                    routes: [("2001:db8:8::", 48, "2001:db8:1::9"), ("2001:db8:9::", 48, "2001:db8:2::9")],
                    isForwarding: true)
                #expect(killed.apply(wanted) == SystemReport())
            }
            let next = try configurator(directory)
            // What is still wanted is not even touched for a moment.
            #expect(next.reconcile() == SystemReport())
            #expect(try has("2001:db8:1::1/64", on: "home0"))
            let wanted = try state(
                ["home0": ["2001:db8:1::1/64"]], routes: [("2001:db8:8::", 48, "2001:db8:1::9")], isForwarding: true)
            #expect(next.apply(wanted) == SystemReport())
            #expect(try has("2001:db8:1::1/64", on: "home0"))
            #expect(try !has("2001:db8:2::1/64", on: "home0"))
            #expect(try output(of: "ip -6 route show 2001:db8:9::/48").isEmpty)
            #expect(next.apply(SystemState()) == SystemReport())
            #expect(try kernel() == before)
            #expect(try KernelSetting("net/ipv6/conf/peer0/forwarding").value() == "1")
            #expect(try KernelSetting("net/ipv6/conf/home0/forwarding").value() == "0")
        }
    }

    @Test func anInterfaceThatAppearsLaterIsTakenUpThen() throws {
        try withHome { directory in
            let configurator = try configurator(directory)
            let wanted = try state(
                ["home0": ["2001:db8:1::1/64"], "late0": ["2001:db8:5::1/64"]],
                routes: [("2001:db8:8::", 48, "2001:db8:5::9")])
            var report = configurator.apply(wanted)
            #expect(report.missingInterfaces == ["late0"])
            // The route's next hop is behind it.
            #expect(report.waitingRoutes == wanted.routes)
            #expect(report.failures.isEmpty)
            #expect(try has("2001:db8:1::1/64", on: "home0"))

            for _ in 0..<2 {
                try run("ip link add late0 type veth peer name late1; ip link set late1 up")
                report = configurator.reconcile()
                #expect(report == SystemReport())
                #expect(try has("2001:db8:5::1/64", on: "late0"))
                #expect(try output(of: "ip link show late0").contains(",UP"))
                #expect(try output(of: "ip -6 route show 2001:db8:8::/48").contains("dev late0"))
                try run("ip link del late0")
                #expect(configurator.reconcile().missingInterfaces == ["late0"])
            }
        }
    }

    @Test func whatTheKernelFlushedIsAddedAgainAndAnInterfaceSetDownStaysDown() throws {
        try withHome { directory in
            let configurator = try configurator(directory)
            let wanted = try state(
                ["home0": ["2001:db8:1::1/64"]], routes: [("2001:db8:8::", 48, "2001:db8:1::9")])
            #expect(configurator.apply(wanted) == SystemReport())
            try run("ip link set home0 down")
            #expect(try !has("2001:db8:1::1/64", on: "home0"))
            let report = configurator.reconcile()
            #expect(report.waitingRoutes == wanted.routes)
            #expect(report.failures.isEmpty)
            #expect(try !output(of: "ip link show home0").contains(",UP"))
            try run("ip link set home0 up")
            #expect(configurator.reconcile() == SystemReport())
            #expect(try has("2001:db8:1::1/64", on: "home0"))
            #expect(try !output(of: "ip -6 route show 2001:db8:8::/48").isEmpty)
        }
    }

    @Test func anInterfaceThatIsShutDownIsDownUntilItIsNot() throws {
        try withHome { directory in
            let configurator = try configurator(directory)
            var wanted = try state(["home0": ["2001:db8:1::1/64"]])
            #expect(configurator.apply(wanted) == SystemReport())
            wanted.shutDownInterfaces = ["home0"]
            #expect(configurator.apply(wanted) == SystemReport())
            #expect(try !output(of: "ip link show home0").contains(",UP"))
            #expect(configurator.reconcile() == SystemReport())
            wanted.shutDownInterfaces = []
            #expect(configurator.apply(wanted) == SystemReport())
            #expect(try output(of: "ip link show home0").contains(",UP"))
            #expect(configurator.reconcile() == SystemReport())
            #expect(try has("2001:db8:1::1/64", on: "home0"))
            wanted.shutDownInterfaces = ["home0"]
            _ = configurator.apply(wanted)
            _ = configurator.apply(SystemState())
            #expect(try !output(of: "ip link show home0").contains(",UP"), "a restart must not open what is shut")
        }
    }

    @Test func aRefusalNamesItsLineAndTheRestIsDone() throws {
        try withHome { directory in
            try run("sysctl -qw net.ipv6.conf.peer0.disable_ipv6=1")
            let configurator = try configurator(directory)
            let report = configurator.apply(
                try state(["home0": ["2001:db8:1::1/64"], "peer0": ["2001:db8:2::1/64"]]))
            #expect(try has("2001:db8:1::1/64", on: "home0"))
            #expect(report.failures.count == 1)
            let text = try #require(report.failures.first?.description)
            for part in ["/64 to peer0", "Permission denied", "IPv6 is disabled on this device"] {
                #expect(text.contains(part))
            }
        }
    }

    @Test func aRouteThatCannotBeIsRefusedByName() throws {
        try withHome { directory in
            let configurator = try configurator(directory)
            let report = configurator.apply(
                try state(["home0": ["2001:db8:1::1/64"]], routes: [("2001:db8:8::", 48, "ff02::1")]))
            #expect(report.waitingRoutes.isEmpty)
            let text = try #require(report.failures.first?.description)
            #expect(text.hasPrefix("adding the route 2001:db8:8::/48 via ff02::1: Invalid argument"))
        }
    }

    @Test func forwardingThatSomebodyElseChangedSinceIsLeftAlone() throws {
        try withHome { directory in
            let configurator = try configurator(directory)
            #expect(configurator.apply(try state([:], isForwarding: true)) == SystemReport())
            try run("sysctl -qw net.ipv6.conf.all.forwarding=0; sysctl -qw net.ipv6.conf.home0.forwarding=1")
            #expect(configurator.apply(SystemState()) == SystemReport())
            #expect(try KernelSetting("net/ipv6/conf/home0/forwarding").value() == "1")
        }
    }

    @Test func theLoopbackInterfaceForwardsBesideTheNodeAndIsPutBackAsItWas() throws {
        let loopback = KernelSetting("net/ipv6/conf/lo/forwarding")
        try withHome { directory in
            var lookUps = SystemState()
            lookUps.looksUpRoutes = true
            var both = lookUps
            both.isForwarding = true
            for (state, node) in [(lookUps, "0"), (both, "1"), (lookUps, "0")] {
                try #expect(configurator(directory).apply(state) == SystemReport())
                try #expect(Self.forwarding.value() == node && loopback.value() == "1")
            }
            try #expect(configurator(directory).apply(SystemState()) == SystemReport())
            try #expect(Self.forwarding.value() == "0" && loopback.value() == "0")
        }
    }

    @Test func aLedgerOfAnotherNamespaceIsNotActedUpon() throws {
        try withTemporaryDirectory { directory in
            try withCable {
                let configurator = try configurator(directory)
                #expect(configurator.apply(try state([:], isForwarding: true)) == SystemReport())
            }
            try withCable {
                try run("sysctl -qw net.ipv6.conf.all.forwarding=1")
                let configurator = try configurator(directory)
                #expect(configurator.apply(SystemState()) == SystemReport())
                #expect(try Self.forwarding.value() == "1")
            }
        }
    }

    @Test func aDamagedLedgerIsToldOnce() throws {
        try withHome { directory in
            try writeFile(directory + "/former-settings", "haos former settings 1\nboo")
            let configurator = try configurator(directory)
            let report = configurator.apply(SystemState())
            #expect(report.failures == [.damagedLedger(path: directory + "/former-settings")])
            #expect(configurator.reconcile() == SystemReport())
        }
    }
}
