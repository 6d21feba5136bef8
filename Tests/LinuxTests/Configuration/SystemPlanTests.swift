import CNetlinkRoute
import Core
import Testing

@testable import Linux

@Suite struct SystemPlanTests {
    private let home = InterfaceIndex(rawValue: 3)

    private func link(_ index: UInt32, _ name: String, isUp: Bool = true) -> LinkRecord {
        LinkRecord(
            index: InterfaceIndex(rawValue: index), name: name, type: "", hardwareType: 1,
            flags: isUp ? IFF_UP.rawValue : 0, maximumTransmissionUnit: 1500,
            linkLayerAddress: nil, master: nil)
    }

    private func record(_ text: String, on interface: UInt32 = 3, isOurs: Bool) throws -> AddressRecord {
        AddressRecord(
            interface: InterfaceIndex(rawValue: interface), address: try .of(text), flags: 0,
            origin: isOurs ? KernelMark.origin : 0)
    }

    private func state(_ addresses: [String], routes: Set<StaticRoute> = []) throws -> SystemState {
        var state = SystemState()
        state.interfaces["home0"] = Set(try addresses.map { try .of($0) })
        state.routes = routes
        return state
    }

    private func plan(
        _ state: SystemState, links: [LinkRecord]? = nil, addresses: [AddressRecord] = [], routes: [RouteRecord] = [],
        settled: [InterfaceIndex: Bool] = [:]
    ) -> SystemPlan {
        let kernel = KernelState(links: links ?? [link(3, "home0")], addresses: addresses, routes: routes)
        return SystemPlan(from: kernel, to: state, settled: settled)
    }

    @Test func whatIsMissingIsAddedAndWhatIsThereStays() throws {
        let present = try [record("2001:db8:1::1/64", isOurs: true), record("2001:db8:2::1/64", isOurs: false)]
        let state = try state(["2001:db8:1::1/64", "2001:db8:2::1/64", "2001:db8:3::1/64"])
        let plan = plan(state, addresses: present)
        #expect(plan.changes == [.addAddress(try .of("2001:db8:3::1/64"), home, name: "home0")])
        #expect(plan.conflicts.isEmpty && plan.missingInterfaces.isEmpty)
    }

    @Test func onlyTheDaemonsOwnIsRemoved() throws {
        let present = try [record("2001:db8:1::1/64", isOurs: true), record("2001:db8:2::1/64", isOurs: false)]
        let plan = plan(SystemState(), addresses: present)
        #expect(plan.changes == [.removeAddress(try .of("2001:db8:1::1/64"), home, name: "home0")])
    }

    /// The kernel keeps the number of an interface that was renamed: the address belongs to the former name's lines.
    @Test func anAddressOnARenamedInterfaceIsRemoved() throws {
        let plan = plan(
            try state(["2001:db8:1::1/64"]), links: [link(3, "other0")],
            addresses: [try record("2001:db8:1::1/64", isOurs: true)])
        #expect(plan.changes == [.removeAddress(try .of("2001:db8:1::1/64"), home, name: "other0")])
        #expect(plan.missingInterfaces == ["home0"])
    }

    @Test func anotherPrefixLengthReplacesTheDaemonsOwnAndConflictsWithOthers() throws {
        let wanted = try state(["2001:db8:1::1/48"])
        let own = plan(wanted, addresses: [try record("2001:db8:1::1/64", isOurs: true)])
        #expect(
            own.changes == [
                .removeAddress(try .of("2001:db8:1::1/64"), home, name: "home0"),
                .addAddress(try .of("2001:db8:1::1/48"), home, name: "home0"),
            ])
        let other = plan(wanted, addresses: [try record("2001:db8:1::1/64", isOurs: false)])
        #expect(other.changes.isEmpty)
        #expect(
            other.conflicts
                == [.addressDiffers(try .of("2001:db8:1::1/48"), interface: "home0", presentLength: 64)])
    }

    @Test func anInterfaceIsSetUpOnce() throws {
        let down = [link(3, "home0", isUp: false), link(4, "idle0", isUp: false)]
        #expect(plan(try state([]), links: down).changes == [.setInterface(home, up: true, name: "home0")])
        #expect(plan(try state([]), links: down, settled: [home: true]).changes.isEmpty)
        #expect(plan(try state([])).changes.isEmpty)
    }

    @Test func anInterfaceThatIsShutDownIsSetDownOnceAndUpAgainAfterThat() throws {
        var wanted = try state([])
        wanted.shutDownInterfaces = ["home0", "idle0"]
        let setDown = [SystemChange.setInterface(home, up: false, name: "home0")]
        #expect(plan(wanted).changes == setDown)
        #expect(plan(wanted, settled: [home: true]).changes == setDown, "it was configured to be up before")
        #expect(plan(wanted, settled: [home: false]).changes.isEmpty, "somebody set it up by hand since")
        let down = [link(3, "home0", isUp: false)]
        #expect(plan(wanted, links: down).changes.isEmpty)
        #expect(
            plan(try state([]), links: down, settled: [home: false]).changes
                == [.setInterface(home, up: true, name: "home0")])
    }

    @Test func routesAreComparedByPrefixNextHopAndInterface() throws {
        let prefix = try #require(IPv6Prefix(try .of("2001:db8:9::"), length: 48))
        let first: IPv6Address = try .of("fe80::1")
        let second: IPv6Address = try .of("fe80::2")
        let wanted: Set = [
            StaticRoute(prefix: prefix, nextHop: first, interface: "home0"),
            StaticRoute(prefix: prefix, nextHop: second),
            StaticRoute(prefix: prefix, nextHop: second, interface: "late0"),
        ]
        let stale = RouteRecord(prefix: prefix, nextHop: first, interface: InterfaceIndex(rawValue: 4))
        let plan = plan(
            try state([], routes: wanted), links: [link(3, "home0"), link(4, "wan0")],
            routes: [stale, RouteRecord(prefix: prefix, nextHop: second, interface: InterfaceIndex(rawValue: 4))])
        #expect(
            plan.changes == [
                .removeRoute(stale, StaticRoute(prefix: prefix, nextHop: first, interface: "wan0")),
                .addRoute(
                    RouteRecord(prefix: prefix, nextHop: first, interface: home),
                    StaticRoute(prefix: prefix, nextHop: first, interface: "home0")),
            ])
        #expect(plan.missingInterfaces == ["late0"])
    }
}
