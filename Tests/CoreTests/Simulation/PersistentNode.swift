import Core

/// A mobile node that sends its Binding Update again, with a new sequence number, until it is acknowledged, and in time
/// before its binding ends (RFC 6275 sections 11.7.1, 11.7.3 and 11.8).
struct PersistentNode: NetworkNode {
    private(set) var node: MobileNode
    /// What is asked for: a care-of address, or `nil` at home.
    private(set) var careOfAddress: IPv6Address?
    /// Asked for with each update, in units of 4 seconds.
    var lifetime: UInt16 = 900
    /// Every update it ever sent, by sequence number.
    private(set) var history: [UInt16: BindingUpdateDraft] = [:]
    private(set) var isAcknowledged = true
    /// When its binding ends, as far as it knows; `nil` when it has none.
    private(set) var expiry: Instant?
    private(set) var nextTransmission: Instant?
    private var timeout = Duration.seconds(1)
    private var lastTransmission = Instant(nanoseconds: 0)

    init(_ node: MobileNode) {
        self.node = node
    }

    /// The node is at another place now.
    mutating func move(to careOfAddress: IPv6Address?, at now: Instant) {
        self.careOfAddress = careOfAddress
        isAcknowledged = false
        nextTransmission = now
        timeout = .seconds(1)
    }

    mutating func transmission(at now: Instant) -> ReceivedPacket? {
        nextTransmission = now + timeout
        timeout = min(timeout * 2, .seconds(32))
        lastTransmission = now
        let update = careOfAddress.map { node.update(movedTo: $0, lifetime: lifetime) } ?? node.deregistrationAtHome()
        history[node.sequenceNumber] = update
        return update.received
    }

    mutating func receive(_ packet: SentPacket, at now: Instant) {
        guard packet.routingHeaderHomeAddress ?? packet.destination == node.homeAddress,
            packet.destination == careOfAddress ?? node.homeAddress,
            let acknowledgement = packet.acknowledgement, !isAcknowledged || isRenewing
        else { return }
        switch acknowledgement.status {
        case .sequenceNumberOutOfWindow:
            // The answer to an older update, or to its double, tells nothing new.
            guard (1...32_767).contains(acknowledgement.sequenceNumber &- node.sequenceNumber) else { return }
            node.sequenceNumber = acknowledgement.sequenceNumber
            nextTransmission = now
        case .accepted where acknowledgement.sequenceNumber == node.sequenceNumber,
            .notHomeAgentForThisMobileNode where acknowledgement.sequenceNumber == node.sequenceNumber:
            settle(granted: .seconds(4 * Int64(acknowledgement.lifetime)))
        default: break
        }
    }

    /// Whether a refresh of a good binding waits for its acknowledgement.
    private var isRenewing: Bool { timeout > .seconds(1) }

    /// The binding lasts from the moment of the update at the most, and is renewed when three quarters are over.
    private mutating func settle(granted: Duration) {
        isAcknowledged = true
        timeout = .seconds(1)
        expiry = careOfAddress == nil ? nil : lastTransmission + granted
        nextTransmission = careOfAddress == nil ? nil : lastTransmission + granted * 3 / 4
    }
}
