import Core

/// A mobile node that sends its Binding Update again, with a new sequence number, until it is acknowledged
/// (RFC 6275 sections 11.7.1, 11.7.3 and 11.8).
struct PersistentNode {
    private(set) var node: MobileNode
    /// What is asked for: a care-of address, or `nil` at home.
    private(set) var careOfAddress: IPv6Address?
    /// Every update it ever sent, by sequence number.
    private(set) var history: [UInt16: BindingUpdateDraft] = [:]
    /// When the next update leaves; `nil` while everything is acknowledged.
    private var nextTransmission: Instant?
    private var timeout = Duration.seconds(1)

    init(_ node: MobileNode) {
        self.node = node
    }

    var isAcknowledged: Bool { nextTransmission == nil }

    /// The node is at another place now.
    mutating func move(to careOfAddress: IPv6Address?, at now: Instant) {
        self.careOfAddress = careOfAddress
        nextTransmission = now
        timeout = .seconds(1)
    }

    /// The update that is due.
    mutating func transmission(at now: Instant) -> BindingUpdateDraft? {
        guard let due = nextTransmission, due <= now else { return nil }
        nextTransmission = now + timeout
        timeout = min(timeout * 2, .seconds(32))
        let update = careOfAddress.map { node.update(movedTo: $0) } ?? node.deregistrationAtHome()
        history[node.sequenceNumber] = update
        return update
    }

    mutating func receive(_ acknowledgement: BindingAcknowledgement, at now: Instant) {
        switch acknowledgement.status {
        case .sequenceNumberOutOfWindow:
            // The answer to an older update, or to its double, tells nothing new.
            guard !isAcknowledged, (1...32_767).contains(acknowledgement.sequenceNumber &- node.sequenceNumber)
            else { return }
            node.sequenceNumber = acknowledgement.sequenceNumber
            nextTransmission = now
        case .accepted where acknowledgement.sequenceNumber == node.sequenceNumber,
            .notHomeAgentForThisMobileNode where acknowledgement.sequenceNumber == node.sequenceNumber:
            nextTransmission = nil
        default: break
        }
    }
}
