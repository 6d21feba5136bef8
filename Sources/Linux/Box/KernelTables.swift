import CNetlinkRoute
import Core
import Management

/// The kernel's tables as operators see them, in the network namespace of the thread that asks.
public enum KernelTables {
    /// The interfaces, in the order of their names, with their addresses.
    public static func interfaces() throws(Refusal) -> Survey<[InterfaceStatus]> {
        try addresses().then { (addresses) throws(Refusal) in
            let speeds = try LinkSpeeds()
            return try unsafe Survey.of(.dumpLinks(), into: [], read: InterfaceStatus.read) { interfaces, links in
                for var link in links {
                    (link.speed, link.isFullDuplex) = speeds.speed(of: link.name)
                    link.addresses = (addresses[link.index] ?? []).map { "\($0.address)/\($0.prefixLength)" }
                    interfaces.append(link)
                }
            }.map { $0.sorted { $0.name < $1.name } }
        }
    }

    /// What IPv6 does on the interfaces, in the order of their names.
    public static func ipv6Interfaces() throws(Refusal) -> Survey<[IPv6InterfaceStatus]> {
        try addresses().then { (addresses) throws(Refusal) in
            try groups().then { (groups) throws(Refusal) in
                try unsafe Survey.all(.dumpLinks(), read: IPv6InterfaceStatus.read).map { links in
                    links.sorted { $0.status.name < $1.status.name }.map { link in
                        var status = link.status
                        status.addresses = addresses[link.index] ?? []
                        status.groups = (groups[link.index] ?? []).sorted()
                        return status
                    }
                }
            }
        }
    }

    /// The routes that are meant, in order; `names` are those of the interfaces by number.
    public static func routes(
        _ selection: RouteSelection, names: [InterfaceIndex: String]
    ) throws(Refusal) -> Survey<[RouteEntry]> {
        if case .best = selection {
            return try routes(names, into: []) { selection.choose($1, among: &$0) }.map { $0.sorted() }
        }
        return try routes(names, into: PiecewiseSort()) { sort, ways in
            var chosen: [RouteEntry] = []
            selection.choose(ways, among: &chosen)
            sort.append(chosen)
        }.then { (sort) throws(Refusal) in
            var sort = sort
            return Survey { () throws(Refusal) in sort.advance() }
        }
    }

    /// Gathers the ways of all routes: those of the main table, and of this node's addresses.
    private static func routes<Value>(
        _ names: [InterfaceIndex: String], into start: Value,
        gather: @escaping (inout Value, FlattenSequence<[[RouteEntry]]>) -> Void
    ) throws(Refusal) -> Survey<Value> {
        func table(_ table: rt_class_t, into start: Value) throws(Refusal) -> Survey<Value> {
            let request = NetlinkRequest.dumpRoutes(table: UInt8(table.rawValue))
            return try unsafe Survey.of(request, into: start, read: { unsafe RouteEntry.read($0, names) }) {
                gather(&$0, $1.joined())
            }
        }
        return try table(RT_TABLE_MAIN, into: start).then { (main) throws(Refusal) in
            try table(RT_TABLE_LOCAL, into: main)
        }
    }

    /// The neighbors, in the order of interfaces and addresses; `names` are those of the interfaces by number.
    public static func neighbors(names: [InterfaceIndex: String]) throws(Refusal) -> Survey<[NeighborEntry]> {
        try unsafe Survey.all(.dumpNeighbors(), read: NeighborRecord.read).map { records in
            records.compactMap { record in names[record.interface].flatMap(record.entry) }
                .sorted { ($0.interface, $0.address) < ($1.interface, $1.address) }
        }
    }

    /// Forgets the neighbors of an interface, or of all, but for those that somebody entered; tells how many.
    public static func forgetNeighbors(of interface: InterfaceIndex?) throws(Refusal) -> Survey<Int> {
        let changes: NetlinkSocket
        do throws(NetlinkError) {
            changes = try NetlinkSocket()
        } catch {
            throw Refusal("\(error).")
        }
        return try unsafe Survey.of(.dumpNeighbors(), into: 0, read: NeighborRecord.read) {
            (count, records) throws(NetlinkError) in
            for record in records where record.isLearned && interface ?? record.interface == record.interface {
                try record.forget(with: changes)
                count += 1
            }
        }
    }

    private static func addresses() throws(Refusal) -> Survey<[UInt32: [InterfaceAddressStatus]]> {
        try unsafe Survey.all(.dumpAddresses(), read: InterfaceAddressStatus.read).map { addresses in
            Dictionary(grouping: addresses, by: \.interface).mapValues { addresses in
                addresses.map(\.status).sorted { left, right in
                    (left.address.isLinkLocal ? 0 : 1, left.address) < (
                        right.address.isLinkLocal ? 0 : 1, right.address
                    )
                }
            }
        }
    }

    private static func groups() throws(Refusal) -> Survey<[UInt32: [IPv6Address]]> {
        let read: NetlinkDump<(interface: UInt32, group: IPv6Address)>.Reader = { header in
            guard
                let attribute = unsafe nlmsg_find_attr(
                    header, Int32(MemoryLayout<ifaddrmsg>.size), Int32(IFA_MULTICAST)),
                let group = unsafe IPv6Address(attribute: attribute)
            else { return nil }
            return (unsafe nlmsg_data(header).load(as: ifaddrmsg.self).ifa_index, group)
        }
        return try unsafe Survey.all(.dumpGroups(), read: read).map { groups in
            Dictionary(grouping: groups, by: \.interface).mapValues { $0.map(\.group) }
        }
    }
}

extension IPv6Address {
    /// Reads an attribute's octets; `nil` unless they are 16.
    fileprivate init?(attribute: UnsafeMutablePointer<nlattr>) {
        guard unsafe nla_len(attribute) == 16 else { return nil }
        self.init(rawValue: unsafe UInt128(bigEndian: nla_data(attribute).loadUnaligned(as: UInt128.self)))
    }
}
