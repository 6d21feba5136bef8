import CNetlinkRoute
import Core
import Glibc

/// The way out of what is under ESP: the kernel routes it to the home link, where the mobile node is not; a rule for its
/// marks leads it to an interface of the daemon's.
final class ProtectedWay {
    private var interface: InterfaceIndex?

    /// Leads to an interface, or ends.
    ///
    /// - Returns: What could not be done, in words.
    func lead(to interface: InterfaceIndex?) -> [String] {
        guard let interface else {
            if self.interface != nil { end() }
            self.interface = nil
            return []
        }
        do throws(NetlinkError) {
            let socket = try NetlinkSocket()
            // The route goes with its interface, and comes anew with it.
            try Self.change(.route(to: interface), with: socket)
            if self.interface == nil { try Self.change(.rule(isAdded: true), with: socket) }
            self.interface = interface
            return []
        } catch {
            return ["\(error)"]
        }
    }

    /// Removes the rule, of whichever run of the daemon. The route goes with its interface.
    func end() {
        guard let socket = try? NetlinkSocket() else { return }
        try? socket.change(.rule(isAdded: false))
    }

    private static func change(_ request: consuming NetlinkRequest, with socket: NetlinkSocket) throws(NetlinkError) {
        do throws(NetlinkError) {
            try socket.change(request)
        } catch {
            guard error.code == EEXIST else { throw error }
        }
    }
}

extension NetlinkRequest {
    /// Adds the rule for what is under ESP, or removes it.
    fileprivate static func rule(isAdded: Bool) -> NetlinkRequest {
        let form = unsafe rtnl_rule_alloc()
        defer { unsafe rtnl_rule_put(form) }
        unsafe rtnl_rule_set_family(form, AF_INET6)
        unsafe rtnl_rule_set_action(form, UInt8(FR_ACT_TO_TBL))
        unsafe rtnl_rule_set_prio(form, IPsecMark.table)
        unsafe rtnl_rule_set_table(form, IPsecMark.table)
        unsafe rtnl_rule_set_mark(form, IPsecMark.transport & IPsecMark.outboundMask)
        unsafe rtnl_rule_set_mask(form, IPsecMark.outboundMask)
        var message: OpaquePointer?
        if isAdded {
            unsafe rtnl_rule_build_add_request(form, NLM_F_CREATE | NLM_F_EXCL, &message)
        } else {
            unsafe rtnl_rule_build_delete_request(form, 0, &message)
        }
        return unsafe NetlinkRequest("\(isAdded ? "adding" : "removing") the rule for what is under ESP", message)
    }

    /// Adds the default route of the table that the rule names.
    fileprivate static func route(to interface: InterfaceIndex) -> NetlinkRequest {
        let form = unsafe rtnl_route_alloc()
        defer { unsafe rtnl_route_put(form) }
        let anywhere = AbstractAddress(.unspecified, prefixLength: 0)
        unsafe rtnl_route_set_family(form, UInt8(AF_INET6))
        unsafe rtnl_route_set_dst(form, anywhere.pointer)
        unsafe rtnl_route_set_table(form, IPsecMark.table)
        unsafe rtnl_route_set_protocol(form, KernelMark.origin)
        let hop = unsafe rtnl_route_nh_alloc()
        unsafe rtnl_route_nh_set_ifindex(hop, Int32(bitPattern: interface.rawValue))
        unsafe rtnl_route_add_nexthop(form, hop)
        var message: OpaquePointer?
        unsafe rtnl_route_build_add_request(form, NLM_F_CREATE, &message)
        return unsafe NetlinkRequest("adding the route of what is under ESP", message)
    }
}
