import CBPF
import Core

extension ForwardingPlane {
    /// Answers Neighbor Solicitations for a target, on an Ethernet interface, from the next packet on.
    ///
    /// - Parameters:
    ///   - target: the home address, or a link-local one of the mobile node's, and the home link.
    ///   - source: the home agent's own address on that link; what answers are sent from.
    public func beginNeighborProxy(_ target: NeighborTarget, source: IPv6Address) throws(ForwardingPlaneError) {
        let value = haos_neighbor_proxy(home_agent_address: haos_ipv6_address(source))
        try check("defending \(target.address)", neighborProxies.set(value, for: haos_neighbor_target(target)))
    }

    /// Answers them no more. What the kernel was told of the target, so as to hand over its own packets, is forgotten.
    public func endNeighborProxy(_ target: NeighborTarget) {
        guard neighborProxies.remove(haos_neighbor_target(target)) == 0 else { return }
        kernelNeighbors.forget(target)
    }

    /// Copies Neighbor Advertisements for a target, and probes of it, to the daemon; the kernel sees them too.
    public func beginAddressWatch(_ target: NeighborTarget) throws(ForwardingPlaneError) {
        try check("watching \(target.address)", addressWatches.set(1, for: haos_neighbor_target(target)))
    }

    /// Copies them no more.
    public func endAddressWatch(_ target: NeighborTarget) {
        addressWatches.remove(haos_neighbor_target(target))
    }
}
