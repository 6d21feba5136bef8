import CBPF
import CNetlinkRoute
import Core
import Glibc

/// The way to attach programs that every supported kernel has: as filters of a clsact qdisc.
///
/// Unlike a tcx link, a filter outlives a daemon that is killed. So that the next one knows what it finds, a filter's
/// handle tells whether HAOS made the qdisc.
enum TrafficControl {
    /// The filters of ours at one interface, one for each direction at most.
    struct Filters: Hashable {
        /// The interface that they are at.
        var interface: InterfaceIndex
        /// Whether they are those that come before the others.
        var comeFirst: Bool
        /// Whether HAOS made the qdisc too, and removes it with the filters if nobody else came to use it.
        var ownsQueueingDiscipline: Bool

        /// A filter as the kernel finds it. The priority is one of our own: filters of one priority are all of one
        /// kind, and an operator's are low numbers.
        fileprivate func filter(_ direction: haos_direction) -> haos_filter {
            haos_filter(
                interface_index: interface.rawValue, direction: direction,
                handle: ownsQueueingDiscipline ? 0x4841_0002 : 0x4841_0001, priority: comeFirst ? 134 : 135)
        }
    }

    /// Attaches `programs`.
    static func attach(
        _ programs: ForwardingPrograms, to interface: InterfaceIndex
    ) throws(ForwardingPlaneError) -> Filters {
        let added = haos_add_clsact(interface.rawValue)
        guard added == 0 || added == -EEXIST else {
            throw ForwardingPlaneError(
                purpose: "adding a clsact qdisc to interface \(interface.rawValue)", code: -added)
        }
        var filters = Filters(
            interface: interface, comeFirst: programs.comeFirst, ownsQueueingDiscipline: added == 0)
        // Of two kinds of programs the last removes it.
        if added != 0, ownsQueueingDiscipline(at: interface) { filters.ownsQueueingDiscipline = true }
        for (program, direction) in programs.all {
            let attached = haos_attach_filter(filters.filter(direction), program)
            guard attached == 0 else {
                detach(filters)
                throw ForwardingPlaneError(
                    purpose: "attaching to the clsact qdisc of interface \(interface.rawValue)", code: -attached)
            }
        }
        return filters
    }

    /// Takes filters away, and the qdisc if it is HAOS's and nobody else uses it.
    static func detach(_ filters: Filters) {
        haos_detach_filter(filters.filter(haos_ingress))
        haos_detach_filter(filters.filter(haos_egress))
        removeQueueingDiscipline(of: filters)
    }

    /// Takes away the filters that a daemon left that was killed, on every interface.
    static func removeStaleFilters() {
        guard let names = unsafe if_nameindex() else { return }
        defer { unsafe if_freenameindex(names) }
        var next = unsafe names
        while unsafe next.pointee.if_index != 0 {
            let interface = unsafe InterfaceIndex(rawValue: next.pointee.if_index)
            kinds(at: interface).forEach(removeIfStale)
            unsafe next += 1
        }
    }

    /// Every kind of filters that there may be at an interface.
    private static func kinds(at interface: InterfaceIndex) -> [Filters] {
        [false, true].flatMap { comeFirst in
            [false, true].map {
                Filters(interface: interface, comeFirst: comeFirst, ownsQueueingDiscipline: $0)
            }
        }
    }

    /// Whether filters of ours are there with a qdisc that HAOS made.
    private static func ownsQueueingDiscipline(at interface: InterfaceIndex) -> Bool {
        kinds(at: interface).contains { filters in
            filters.ownsQueueingDiscipline && [haos_ingress, haos_egress].map(filters.filter).contains(where: isOurs)
        }
    }

    private static func removeIfStale(_ filters: Filters) {
        let ours = [haos_ingress, haos_egress].map(filters.filter).filter(isOurs)
        guard !ours.isEmpty else { return }
        ours.forEach { _ = haos_detach_filter($0) }
        removeQueueingDiscipline(of: filters)
    }

    /// Whether the filter exists, and runs a program of HAOS.
    private static func isOurs(_ filter: haos_filter) -> Bool {
        guard let program = UInt32(exactly: haos_filter_program(filter)) else { return false }
        return LoadedProgram.name(ofProgram: program)?.hasPrefix("haos_") ?? false
    }

    private static func removeQueueingDiscipline(of filters: Filters) {
        guard filters.ownsQueueingDiscipline, hasNoFilters(filters.interface) else { return }
        haos_remove_clsact(filters.interface.rawValue)
    }

    /// Whether the interface's clsact qdisc has no filters, in neither direction; false if the kernel does not tell.
    private static func hasNoFilters(_ interface: InterfaceIndex) -> Bool {
        do {
            let socket = try NetlinkSocket()
            // TC_H_MAKE(TC_H_CLSACT, TC_H_MIN_INGRESS) and the same of TC_H_MIN_EGRESS.
            for parent: UInt32 in [0xffff_fff2, 0xffff_fff3] {
                var header = tcmsg()
                header.tcm_ifindex = Int32(bitPattern: interface.rawValue)
                header.tcm_parent = parent
                let purpose = "listing the filters of interface \(interface.rawValue)"
                guard try socket.dump({ .dump(purpose, RTM_GETTFILTER, header) }).isEmpty else { return false }
            }
            return true
        } catch {
            return false
        }
    }
}
