/// What `ping` sends.
struct PingSettings: Hashable, Sendable {
    /// Where to.
    var target: ProbeTarget
    /// Whether the operator said where from.
    var hasSource = false
    /// How many probes, 1 and up.
    var count: UInt32 = 5
    /// Octets of a packet.
    var size = 100
    /// Seconds that an answer is waited for.
    var timeout: UInt32 = 2
}
