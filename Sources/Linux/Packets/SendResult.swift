/// What became of an outgoing packet.
public enum SendResult: Hashable, Sendable {
    /// The kernel took it.
    case sent
    /// No room in the socket's or the interface's queue; the packet is dropped, as a router's full queue drops it.
    case congested
    /// The kernel does not send such a packet there.
    case refused(SystemCallError)
}
