import CBPF
import Core
import Glibc

extension ForwardingPlane {
    /// Makes, or changes, the tunnel of a home address; its counters go on.
    public func install(_ entry: ForwardingEntry) -> ForwardingResult {
        let key = haos_ipv6_address(entry.homeAddress)
        // What was learnt of the path stays with a tunnel that stays the same.
        if bindings.value(for: key)?.isTunnel(of: entry) == true { return .installed }
        let counting = bindingCounters.add(haos_binding_counters(), for: key)
        guard counting == 0 || counting == EEXIST else { return result(counting, of: entry) }
        let code = bindings.set(haos_binding(entry), for: key)
        if code != 0, counting == 0 { bindingCounters.remove(key) }
        return result(code, of: entry)
    }

    /// Ends the tunnel of a home address, and its counters.
    public func remove(homeAddress: IPv6Address) {
        let key = haos_ipv6_address(homeAddress)
        bindings.remove(key)
        bindingCounters.remove(key)
    }

    /// What the tunnel of a home address carried; `nil` if there is none.
    public func bindingCounters(homeAddress: IPv6Address) -> BindingCounters? {
        bindingCounters.value(for: haos_ipv6_address(homeAddress)).map {
            BindingCounters(
                packetsTunnelled: $0.packets_tunnelled, octetsTunnelled: $0.octets_tunnelled,
                packetsReverseTunnelled: $0.packets_reverse_tunnelled,
                octetsReverseTunnelled: $0.octets_reverse_tunnelled)
        }
    }

    /// What a Packet Too Big told of the path of a tunnel, in octets of the outer packet; `nil` while nothing is known.
    public func pathMTU(homeAddress: IPv6Address) -> UInt32? {
        guard let binding = bindings.value(for: haos_ipv6_address(homeAddress)), binding.path_mtu != 0,
            binding.path_mtu_expiry > MonotonicClock.kernelTime()
        else { return nil }
        return binding.path_mtu
    }

    private func result(_ code: Int32, of entry: ForwardingEntry) -> ForwardingResult {
        if code == 0 { return .installed }
        if ForwardingMap<haos_ipv6_address, haos_binding>.isFull(code) { return .full }
        return .failed("installing the tunnel of \(entry.homeAddress): \(SystemCallError.reason(code))")
    }
}
