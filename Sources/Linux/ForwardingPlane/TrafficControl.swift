import CBPF
import CNetlinkRoute
import Core
import Glibc

/// The way to attach programs that every supported kernel has: as filters of a clsact qdisc.
///
/// Unlike a tcx link, a filter outlives a daemon that is killed. So that the next one knows what it finds, a filter's
/// handle tells whether HAOS made the qdisc.
enum TrafficControl {
    /// A filter of ours.
    struct Filter: Hashable {
        /// The interface at whose ingress it is.
        var interface: InterfaceIndex
        /// Whether HAOS made the qdisc too, and removes it with the filter if nobody else came to use it.
        var ownsQueueingDiscipline: Bool

        /// The filter as the kernel finds it. The priority is one of our own: filters of one priority are all of one
        /// kind, and an operator's are low numbers.
        fileprivate var address: haos_filter {
            haos_filter(
                interface_index: interface.rawValue, handle: ownsQueueingDiscipline ? 0x4841_0002 : 0x4841_0001,
                priority: 135)
        }
    }

    /// Attaches `program`.
    static func attach(_ program: Int32, to interface: InterfaceIndex) throws(ForwardingPlaneError) -> Filter {
        let added = haos_add_clsact(interface.rawValue)
        guard added == 0 || added == -EEXIST else {
            throw ForwardingPlaneError(
                purpose: "adding a clsact qdisc to interface \(interface.rawValue)", code: -added)
        }
        let filter = Filter(interface: interface, ownsQueueingDiscipline: added == 0)
        let attached = haos_attach_filter(filter.address, program)
        guard attached == 0 else {
            removeQueueingDiscipline(of: filter)
            throw ForwardingPlaneError(
                purpose: "attaching to the clsact qdisc of interface \(interface.rawValue)", code: -attached)
        }
        return filter
    }

    /// Takes a filter away, and the qdisc if it is HAOS's and nobody else uses it.
    static func detach(_ filter: Filter) {
        haos_detach_filter(filter.address)
        removeQueueingDiscipline(of: filter)
    }

    /// Takes away the filters that a daemon left that was killed, on every interface.
    static func removeStaleFilters() {
        guard let names = unsafe if_nameindex() else { return }
        defer { unsafe if_freenameindex(names) }
        var next = unsafe names
        while unsafe next.pointee.if_index != 0 {
            let interface = unsafe InterfaceIndex(rawValue: next.pointee.if_index)
            for ownsQueueingDiscipline in [false, true] {
                let filter = Filter(interface: interface, ownsQueueingDiscipline: ownsQueueingDiscipline)
                if isOurs(filter) { detach(filter) }
            }
            unsafe next += 1
        }
    }

    /// Whether the filter exists, and runs a program of HAOS.
    private static func isOurs(_ filter: Filter) -> Bool {
        guard let program = UInt32(exactly: haos_filter_program(filter.address)) else { return false }
        return LoadedProgram.name(ofProgram: program)?.hasPrefix("haos_") ?? false
    }

    private static func removeQueueingDiscipline(of filter: Filter) {
        guard filter.ownsQueueingDiscipline, hasNoFilters(filter.interface) else { return }
        haos_remove_clsact(filter.interface.rawValue)
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
