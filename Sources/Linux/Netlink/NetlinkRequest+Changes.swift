import CNetlinkRoute
import Core

extension NetlinkRequest {
    /// Sets an interface administratively up, or down.
    static func set(_ interface: InterfaceIndex, up isUp: Bool, name: String) -> NetlinkRequest {
        let current = unsafe rtnl_link_alloc()
        let wanted = unsafe rtnl_link_alloc()
        defer {
            unsafe rtnl_link_put(current)
            unsafe rtnl_link_put(wanted)
        }
        unsafe rtnl_link_set_ifindex(current, Int32(bitPattern: interface.rawValue))
        if isUp {
            unsafe rtnl_link_set_flags(wanted, IFF_UP.rawValue)
        } else {
            unsafe rtnl_link_unset_flags(wanted, IFF_UP.rawValue)
        }
        var message: OpaquePointer?
        unsafe rtnl_link_build_change_request(current, wanted, 0, &message)
        return unsafe NetlinkRequest("setting the interface \(name) \(isUp ? "up" : "down")", message)
    }

    /// Adds an address, or fails with EEXIST if the interface has it already; `origin` is noted as who added it.
    static func add(
        _ address: InterfaceAddress, to interface: InterfaceIndex, name: String, origin: UInt8
    ) -> NetlinkRequest {
        var message: OpaquePointer?
        unsafe withKernelForm(of: address, on: interface) { form in
            unsafe rtnl_addr_build_add_request(form, NLM_F_CREATE | NLM_F_EXCL, &message)
        }
        if unsafe message != nil {
            unsafe nla_put_u8(message, Int32(IFA_PROTO), origin)
        }
        return unsafe NetlinkRequest("adding the address \(address) to \(name)", message)
    }

    /// Removes an address.
    static func remove(
        _ address: InterfaceAddress, from interface: InterfaceIndex, name: String
    ) -> NetlinkRequest {
        var message: OpaquePointer?
        unsafe withKernelForm(of: address, on: interface) { form in
            unsafe rtnl_addr_build_delete_request(form, 0, &message)
        }
        return unsafe NetlinkRequest("removing the address \(address) from \(name)", message)
    }

    /// Adds a route to the main table, beside those to other next hops; EEXIST if it is there already.
    static func add(
        _ route: RouteRecord, describedAs description: String, metric: UInt32, origin: UInt8
    ) -> NetlinkRequest {
        var message: OpaquePointer?
        unsafe withKernelForm(of: route, metric: metric, origin: origin) { form in
            unsafe rtnl_route_build_add_request(form, NLM_F_CREATE, &message)
        }
        return unsafe NetlinkRequest("adding the route \(description)", message)
    }

    /// Removes a route from the main table.
    static func remove(
        _ route: RouteRecord, describedAs description: String, metric: UInt32, origin: UInt8
    ) -> NetlinkRequest {
        var message: OpaquePointer?
        unsafe withKernelForm(of: route, metric: metric, origin: origin) { form in
            unsafe rtnl_route_build_del_request(form, 0, &message)
        }
        return unsafe NetlinkRequest("removing the route \(description)", message)
    }

    /// Puts a neighbor into the kernel's table, as one that answered just now.
    static func learn(_ neighbor: NeighborTarget, at linkLayerAddress: LinkLayerAddress) -> NetlinkRequest {
        let form = unsafe rtnl_neigh_alloc()
        defer { unsafe rtnl_neigh_put(form) }
        let address = AbstractAddress(neighbor.address)
        let hardware = AbstractAddress(linkLayerAddress)
        unsafe rtnl_neigh_set_ifindex(form, Int32(bitPattern: neighbor.interface.rawValue))
        unsafe rtnl_neigh_set_dst(form, address.pointer)
        unsafe rtnl_neigh_set_lladdr(form, hardware.pointer)
        unsafe rtnl_neigh_set_state(form, Int32(NUD_REACHABLE))
        var message: OpaquePointer?
        unsafe rtnl_neigh_build_add_request(form, NLM_F_CREATE | NLM_F_REPLACE, &message)
        return unsafe NetlinkRequest("learning the neighbor \(neighbor.address)", message)
    }

    /// Removes a neighbor from the kernel's table.
    static func forget(_ neighbor: NeighborTarget) -> NetlinkRequest {
        let form = unsafe rtnl_neigh_alloc()
        defer { unsafe rtnl_neigh_put(form) }
        let address = AbstractAddress(neighbor.address)
        unsafe rtnl_neigh_set_ifindex(form, Int32(bitPattern: neighbor.interface.rawValue))
        unsafe rtnl_neigh_set_dst(form, address.pointer)
        var message: OpaquePointer?
        unsafe rtnl_neigh_build_delete_request(form, 0, &message)
        return unsafe NetlinkRequest("forgetting the neighbor \(neighbor.address)", message)
    }

    private static func withKernelForm(
        of address: InterfaceAddress, on interface: InterfaceIndex, _ body: (OpaquePointer?) -> Void
    ) {
        let form = unsafe rtnl_addr_alloc()
        defer { unsafe rtnl_addr_put(form) }
        let local = AbstractAddress(address.address, prefixLength: address.prefixLength)
        unsafe rtnl_addr_set_ifindex(form, Int32(bitPattern: interface.rawValue))
        unsafe rtnl_addr_set_local(form, local.pointer)
        unsafe body(form)
    }

    private static func withKernelForm(
        of route: RouteRecord, metric: UInt32, origin: UInt8, _ body: (OpaquePointer?) -> Void
    ) {
        let form = unsafe rtnl_route_alloc()
        defer { unsafe rtnl_route_put(form) }
        let prefix = AbstractAddress(route.prefix.address, prefixLength: route.prefix.length)
        unsafe rtnl_route_set_family(form, UInt8(AF_INET6))
        unsafe rtnl_route_set_dst(form, prefix.pointer)
        unsafe rtnl_route_set_table(form, UInt32(RT_TABLE_MAIN.rawValue))
        unsafe rtnl_route_set_protocol(form, origin)
        unsafe rtnl_route_set_priority(form, metric)
        let hop = unsafe rtnl_route_nh_alloc()
        unsafe rtnl_route_nh_set_ifindex(hop, Int32(bitPattern: route.interface.rawValue))
        if let nextHop = route.nextHop {
            let gateway = AbstractAddress(nextHop)
            unsafe rtnl_route_nh_set_gateway(hop, gateway.pointer)
        }
        // The route takes the next hop over.
        unsafe rtnl_route_add_nexthop(form, hop)
        unsafe body(form)
    }
}
