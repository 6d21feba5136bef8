/// What `traceroute` sends.
struct TracerouteSettings: Hashable, Sendable {
    /// Octets of a packet.
    static let size = 60

    /// Where to.
    var target: ProbeTarget
    /// Hops of the first probe.
    var minimum: UInt8 = 1
    /// Hops of the last.
    var maximum: UInt8 = 30
    /// Probes a hop.
    var probes: UInt32 = 3
    /// Seconds that an answer is waited for.
    var timeout: UInt32 = 3
}
