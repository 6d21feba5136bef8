import CBPF
import Core
import Testing

@testable import Linux

/// Where programs are attached, by tcx and by clsact, and that nothing of it stays.
@Suite struct AttachmentTests {
    private static let methods: [ForwardingPlane.AttachmentMethod] = [.automatic, .clsact]
    private static let linkLayerAddress = LinkLayerAddress(rawValue: 0x0200_0000_0001)

    /// What is attached to an interface, at ingress and at egress alike.
    private struct Attached: Equatable {
        /// Programs by tcx.
        var links: UInt32
        /// Filters of a clsact qdisc; `nil` if there is none.
        var filters: Int?

        init(links: UInt32, filters: Int?) {
            self.links = links
            self.filters = filters
        }

        init(_ name: String) throws {
            let index = Int32(try interfaceIndex(name).rawValue)
            // BPF_TCX_INGRESS and BPF_TCX_EGRESS, newer than the headers.
            links = [46, 47].map { Self.number(at: index, bpf_attach_type($0)) }.reduce(0, +)
            let text = try output(of: "tc qdisc show dev \(name) clsact")
            filters =
                text.isEmpty
                ? nil
                : try output(of: "tc filter show dev \(name) ingress; tc filter show dev \(name) egress")
                    .split(separator: "\n").count { $0.contains("handle") }
        }

        private static func number(at index: Int32, _ point: bpf_attach_type) -> UInt32 {
            var number: UInt32 = 16
            var identifiers = [UInt32](repeating: 0, count: 16)
            return unsafe bpf_prog_query(index, point, 0, nil, &identifiers, &number) == 0 ? number : 0
        }
    }

    /// What `method` is expected to attach by: tcx where there is one.
    private static func expected(_ method: ForwardingPlane.AttachmentMethod) -> Attached {
        let hasLinks = method == .automatic && probeOfLinks
        return Attached(links: hasLinks ? 2 : 0, filters: hasLinks ? nil : 2)
    }

    /// Whether the kernel's version is one with tcx, 6.6 and up.
    private static let probeOfLinks: Bool = {
        let words = (try? output(of: "uname -r"))?.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) } ?? []
        return words.count > 1 && (words[0], words[1]) >= (6, 6)
    }()

    private static func attach(_ plane: ForwardingPlane, _ name: String) throws {
        try plane.attach(to: interfaceIndex(name), kind: .ethernet(linkLayerAddress))
    }

    @Test("The program is there once attached, and gone once detached", arguments: methods)
    func attachAndDetach(_ method: ForwardingPlane.AttachmentMethod) throws {
        try withCable {
            let plane = try ForwardingPlane(maximumBindings: 8, method: method)
            try Self.attach(plane, "home0")
            #expect(try Attached("home0") == Self.expected(method))
            #expect(try Attached("peer0") == Attached(links: 0, filters: nil))
            #expect(plane.attachedInterfaces == [try interfaceIndex("home0")])
            plane.detach(from: try interfaceIndex("home0"))
            #expect(try Attached("home0") == Attached(links: 0, filters: nil))
            #expect(plane.attachedInterfaces.isEmpty)
        }
    }

    @Test("Nothing stays of a plane that ends", arguments: methods)
    func end(_ method: ForwardingPlane.AttachmentMethod) throws {
        try withCable {
            try Self.attach(try ForwardingPlane(maximumBindings: 8, method: method), "home0")
            #expect(try Attached("home0") == Attached(links: 0, filters: nil))
        }
    }

    @Test("Neighbors on the wire are answered with the interface's latest link-layer address", arguments: methods)
    func neighborsOnTheWire(_ method: ForwardingPlane.AttachmentMethod) throws {
        try withCable {
            let plane = try ForwardingPlane(maximumBindings: 8, method: method)
            let home = try interfaceIndex("home0")
            try plane.beginNeighborProxy(
                NeighborTarget(interface: home, address: .of("2001:db8:1::100")), source: .of("2001:db8:1::1"))
            try run("ip -6 address add 2001:db8:1::9/64 dev peer0 nodad")
            for address: UInt64 in [0x0200_0000_0001, 0x0200_0000_0002] {
                try plane.attach(to: home, kind: .ethernet(LinkLayerAddress(rawValue: address)))
                try run("ip -6 neighbor flush dev peer0")
                // Nobody answers the echo request itself; its neighbor is found all the same.
                try? run("ping -q -c 1 -W 1 2001:db8:1::100 >/dev/null")
                let neighbor = try output(of: "ip -6 neighbor show 2001:db8:1::100 dev peer0")
                #expect(neighbor.contains("lladdr 02:00:00:00:00:0\(address & 15)"))
            }
            #expect(try Attached("home0") == Self.expected(method))
        }
    }

    @Test("An interface that is gone is detached from, and one that never was is told in words", arguments: methods)
    func interfaceGone(_ method: ForwardingPlane.AttachmentMethod) throws {
        try withCable {
            let plane = try ForwardingPlane(maximumBindings: 8, method: method)
            let home = try interfaceIndex("home0")
            try Self.attach(plane, "home0")
            try run("ip link del home0")
            plane.detach(from: home)
            #expect(plane.attachedInterfaces.isEmpty)
            let error = try #require(throws: ForwardingPlaneError.self) {
                try plane.attach(to: home, kind: .layer3)
            }
            #expect("\(error)".contains("interface \(home.rawValue): "))
            #expect(plane.attachedInterfaces.isEmpty)
        }
    }

    @Test("An interface of another kind gets the other program")
    func changeOfKind() throws {
        try withCable {
            let plane = try ForwardingPlane(maximumBindings: 8, method: .clsact)
            try Self.attach(plane, "home0")
            #expect(try output(of: "tc filter show dev home0 ingress").contains("haos_ethernet"))
            try plane.attach(to: try interfaceIndex("home0"), kind: .layer3)
            let filters = try output(of: "tc filter show dev home0 ingress")
            #expect(filters.contains("haos_layer3") && !filters.contains("haos_ethernet"))
        }
    }

    @Test("A qdisc that was there before stays, with its filters")
    func foreignQueueingDiscipline() throws {
        try withCable {
            try run("tc qdisc add dev home0 clsact")
            try run("tc filter add dev home0 ingress prio 1 protocol ipv6 u32 match u32 0 0 classid 1:1")
            let before = try Attached("home0")
            do {
                let plane = try ForwardingPlane(maximumBindings: 8, method: .clsact)
                try Self.attach(plane, "home0")
                #expect(try output(of: "tc filter show dev home0 ingress").contains("haos_ethernet"))
            }
            #expect(try Attached("home0") == before)
        }
    }

    @Test("A qdisc of our own stays if another has come to use it", arguments: ["ingress", "egress"])
    func sharedQueueingDiscipline(_ direction: String) throws {
        try withCable {
            do {
                let plane = try ForwardingPlane(maximumBindings: 8, method: .clsact)
                try Self.attach(plane, "home0")
                try run("tc filter add dev home0 \(direction) prio 1 protocol ipv6 u32 match u32 0 0 classid 1:1")
            }
            #expect(try Attached("home0").filters != nil)
            let filters = try output(of: "tc filter show dev home0 ingress; tc filter show dev home0 egress")
            #expect(filters.contains("u32") && !filters.contains("haos"))
        }
    }

    @Test("What a daemon left attached that was killed is removed by the next one", arguments: [false, true])
    func stale(hasQueueingDiscipline: Bool) throws {
        try withCable {
            if hasQueueingDiscipline { try run("tc qdisc add dev home0 clsact") }
            do {
                let plane = try ForwardingPlane(maximumBindings: 8)
                let programs = try ForwardingPrograms(for: .ethernet(Self.linkLayerAddress), in: plane)
                _ = try TrafficControl.attach(programs, to: interfaceIndex("home0"))
            }
            #expect(try Attached("home0") == Attached(links: 0, filters: 2))
            _ = try ForwardingPlane(maximumBindings: 8)
            #expect(try Attached("home0") == Attached(links: 0, filters: hasQueueingDiscipline ? 0 : nil))
        }
    }

    @Test("Filters of others that look like ours are left alone")
    func foreignFilter() throws {
        try withCable {
            try run("tc qdisc add dev home0 clsact")
            try run(
                "tc filter add dev home0 ingress prio 135 protocol all handle 0x48410001 bpf bytecode '1,6 0 0 0,' classid 1:1"
            )
            let before = try Attached("home0")
            #expect(before.filters == 1)
            _ = try ForwardingPlane(maximumBindings: 8)
            #expect(try Attached("home0") == before)
        }
    }

    @Test("The operator's own filters see what ours let pass")
    func operatorsFilters() throws {
        try withCable {
            let plane = try ForwardingPlane(maximumBindings: 8, method: .clsact)
            try Self.attach(plane, "home0")
            try run("ip link add copy0 type ifb")
            try run("ip link set copy0 up")
            try run(
                "tc filter add dev home0 ingress prio 200 protocol ipv6 u32 match u32 0 0 "
                    + "action mirred egress redirect dev copy0")
            try run("ip -6 address add 2001:db8:1::9/64 dev peer0 nodad")
            try run("ip -6 neighbor add 2001:db8:1::1 lladdr 02:00:00:00:00:01 dev peer0")
            try? run("ping -q -c 1 -W 1 2001:db8:1::1 >/dev/null")
            let counted = try output(of: "tc -s filter show dev home0 ingress prio 200")
            #expect(counted.contains("Sent") && !counted.contains("Sent 0 bytes"))
        }
    }
}
