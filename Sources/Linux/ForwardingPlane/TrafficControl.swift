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

        fileprivate var handle: UInt32 { ownsQueueingDiscipline ? 0x4841_0002 : 0x4841_0001 }
    }

    /// A priority of our own: filters of one priority are all of one kind, and an operator's are low numbers.
    private static let priority: UInt32 = 135

    /// Attaches `program`.
    static func attach(_ program: Int32, to interface: InterfaceIndex) throws(ForwardingPlaneError) -> Filter {
        var hook = hook(interface, BPF_TC_INGRESS)
        let created = unsafe bpf_tc_hook_create(&hook)
        guard created == 0 || created == -EEXIST else {
            throw ForwardingPlaneError(
                purpose: "adding a clsact qdisc to interface \(interface.rawValue)", code: -created)
        }
        let filter = Filter(interface: interface, ownsQueueingDiscipline: created == 0)
        var options = options(filter)
        options.prog_fd = program
        options.flags = BPF_TC_F_REPLACE.rawValue
        let attached = unsafe bpf_tc_attach(&hook, &options)
        guard attached == 0 else {
            removeQueueingDiscipline(of: filter)
            throw ForwardingPlaneError(
                purpose: "attaching to the clsact qdisc of interface \(interface.rawValue)", code: -attached)
        }
        return filter
    }

    /// Takes a filter away, and the qdisc if it is HAOS's and nobody else uses it.
    static func detach(_ filter: Filter) {
        var hook = hook(filter.interface, BPF_TC_INGRESS)
        var options = options(filter)
        unsafe bpf_tc_detach(&hook, &options)
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
        var hook = hook(filter.interface, BPF_TC_INGRESS)
        var options = options(filter)
        guard unsafe bpf_tc_query(&hook, &options) == 0 else { return false }
        return LoadedProgram.name(ofProgram: options.prog_id)?.hasPrefix("haos_") ?? false
    }

    private static func removeQueueingDiscipline(of filter: Filter) {
        guard filter.ownsQueueingDiscipline, hasNoFilters(filter.interface) else { return }
        // With both directions named, libbpf removes the qdisc itself.
        var hook = hook(filter.interface, bpf_tc_attach_point(BPF_TC_INGRESS.rawValue | BPF_TC_EGRESS.rawValue))
        unsafe bpf_tc_hook_destroy(&hook)
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

    private static func hook(_ interface: InterfaceIndex, _ point: bpf_tc_attach_point) -> bpf_tc_hook {
        var hook = bpf_tc_hook()
        hook.sz = MemoryLayout<bpf_tc_hook>.size
        hook.ifindex = Int32(bitPattern: interface.rawValue)
        hook.attach_point = point
        return hook
    }

    private static func options(_ filter: Filter) -> bpf_tc_opts {
        var options = bpf_tc_opts()
        options.sz = MemoryLayout<bpf_tc_opts>.size
        options.handle = filter.handle
        options.priority = priority
        return options
    }
}
