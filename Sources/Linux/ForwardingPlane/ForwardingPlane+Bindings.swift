import CBPF
import Core
import Glibc

extension ForwardingPlane {
    /// Makes, or changes, the tunnel of a home address; its counters go on.
    ///
    /// - Parameter inboundMark: on what comes by the mobile node's associations, where some of the tunnel is protected.
    public func install(_ entry: ForwardingEntry, inboundMark: UInt32 = 0) -> ForwardingResult {
        let key = haos_ipv6_address(entry.homeAddress)
        let (former, binding) = (bindings.value(for: key), haos_binding(entry, inboundMark: inboundMark))
        // What was learnt of the path stays with a tunnel that stays the same.
        if former?.isTunnel(like: binding) == true { return .installed }
        let counting = bindingCounters.add(haos_binding_counters(), for: key)
        guard counting == 0 || counting == EEXIST else { return result(counting, of: entry) }
        var code = arrive(at: binding.care_of_address)
        if code == 0 {
            code = bindings.set(binding, for: key)
            if let left = code == 0 ? former?.care_of_address : binding.care_of_address { leave(left) }
        }
        if code != 0, counting == 0 { bindingCounters.remove(key) }
        return result(code, of: entry)
    }

    /// Ends the tunnel of a home address, and its counters.
    public func remove(homeAddress: IPv6Address) {
        let key = haos_ipv6_address(homeAddress)
        if let former = bindings.value(for: key) { leave(former.care_of_address) }
        bindings.remove(key)
        bindingCounters.remove(key)
    }

    /// One more mobile node is at a care-of address.
    private func arrive(at careOfAddress: haos_ipv6_address) -> Int32 {
        careOfAddresses.set((careOfAddresses.value(for: careOfAddress) ?? 0) + 1, for: careOfAddress)
    }

    /// One is there no more. If the kernel has no memory for a smaller count, what comes from there is left for the daemon to
    /// judge.
    private func leave(_ careOfAddress: haos_ipv6_address) {
        guard let count = careOfAddresses.value(for: careOfAddress) else { return }
        if count > 1 {
            _ = careOfAddresses.set(count - 1, for: careOfAddress)
        } else {
            careOfAddresses.remove(careOfAddress)
        }
    }

    /// What the tunnel of a home address carried; `nil` if there is none.
    public func bindingCounters(homeAddress: IPv6Address) -> BindingCounters? {
        bindingCounters.value(for: haos_ipv6_address(homeAddress)).map {
            BindingCounters(
                packetsTunnelled: $0.packets_tunnelled, octetsTunnelled: $0.octets_tunnelled,
                packetsReverseTunnelled: $0.packets_reverse_tunnelled,
                octetsReverseTunnelled: $0.octets_reverse_tunnelled, tunnelErrors: $0.tunnel_errors)
        }
    }

    /// The path MTU of the tunnel of a home address, in octets of the outer packet, as routers on the way told it in the
    /// last ten minutes (RFC 8201); `nil` if they did not, so that the route's alone counts.
    public func pathMTU(homeAddress: IPv6Address) -> UInt32? {
        pathMTU(homeAddress: homeAddress, at: MonotonicClock.kernelTime())
    }

    /// The same, at a time of the kernel's monotonic clock, in nanoseconds.
    func pathMTU(homeAddress: IPv6Address, at time: UInt64) -> UInt32? {
        guard let path = bindings.value(for: haos_ipv6_address(homeAddress))?.path, path.mtu != 0, path.expiry > time
        else { return nil }
        return path.mtu
    }

    private func result(_ code: Int32, of entry: ForwardingEntry) -> ForwardingResult {
        result(code, of: "installing the tunnel of \(entry.homeAddress)")
    }

    /// What a map's answer means to the engine.
    func result(_ code: Int32, of purpose: String) -> ForwardingResult {
        if code == 0 { return .installed }
        if ForwardingMap<haos_ipv6_address, haos_binding>.isFull(code) { return .full }
        return .failed("\(purpose): \(SystemCallError.reason(code))")
    }
}
