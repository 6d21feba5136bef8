import Core

/// Somebody who exchanges packets with the home agent through an `UnreliableNetwork`.
protocol NetworkNode {
    /// When it wants to send next; `nil` while it waits for others only.
    var nextTransmission: Instant? { get }
    /// What it sends by now, if anything: asked once at each `nextTransmission`, which it has to move on.
    mutating func transmission(at now: Instant) -> ReceivedPacket?
    /// A packet of the home agent's arrives, to whomever it is addressed.
    mutating func receive(_ packet: SentPacket, at now: Instant)
}
