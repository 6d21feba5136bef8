@testable import Core

/// A mobile node that keeps its correspondent up to date: it asks for tokens and registers, again and again until it
/// gets its answers, and in time before its binding ends (RFC 6275 sections 11.6, 11.7.2 and 11.8).
struct PersistentPeer: NetworkNode {
    private(set) var peer: Peer
    /// Every care-of address it ever registered, by sequence number.
    private(set) var history: [UInt16: IPv6Address] = [:]
    /// When its binding ends at the latest, as far as it knows.
    private(set) var expiry: Instant?
    private(set) var nextTransmission: Instant?
    /// The tests that were not answered yet.
    private var missing: [ReturnRoutabilityTest] = []
    private var isAcknowledged = true
    private var timeout = Duration.seconds(1)
    private var lastUpdate = Instant(nanoseconds: 0)

    init(_ peer: Peer) {
        self.peer = peer
    }

    /// Whether everything was answered.
    var isSettled: Bool { isAcknowledged && missing.isEmpty }

    /// The node is at another place now.
    mutating func move(to careOfAddress: IPv6Address, at now: Instant) {
        peer.careOfAddress = careOfAddress
        begin(at: now)
    }

    private mutating func begin(at now: Instant) {
        missing = ReturnRoutabilityTest.allCases
        isAcknowledged = false
        timeout = .seconds(1)
        nextTransmission = now
    }

    mutating func transmission(at now: Instant) -> ReceivedPacket? {
        if isSettled { begin(at: now) }
        if let test = missing.first {
            // One test at a time; each is asked for again when it is not answered.
            missing = missing.dropFirst() + [test]
            wait(from: now)
            return received(peer.testInit(test))
        }
        wait(from: now)
        lastUpdate = now
        let update = peer.update()
        history[peer.sequenceNumber] = peer.careOfAddress
        return received(update)
    }

    private mutating func wait(from now: Instant) {
        nextTransmission = now + timeout
        timeout = min(timeout * 2, .seconds(8))
    }

    private func received(_ octets: [UInt8]) -> ReceivedPacket {
        ReceivedPacket(interface: Place.wideAreaInterface, linkLayerSource: nil, octets: octets)
    }

    mutating func receive(_ packet: SentPacket, at now: Instant) {
        guard !isSettled else { return }
        switch packet.read.message {
        case .homeTest where packet.destination == peer.homeAddress: heard(.home, packet, at: now)
        case .careOfTest where packet.destination == peer.careOfAddress: heard(.careOf, packet, at: now)
        case .bindingAcknowledgement(let answer) where packet.routingHeaderHomeAddress == peer.homeAddress:
            heard(answer, packet, at: now)
        default: break
        }
    }

    private mutating func heard(_ test: ReturnRoutabilityTest, _ packet: SentPacket, at now: Instant) {
        peer.take(packet)
        missing.removeAll { $0 == test }
        if missing.isEmpty { timeout = .seconds(1) }
        nextTransmission = now
    }

    private mutating func heard(_ answer: BindingAcknowledgement, _ packet: SentPacket, at now: Instant) {
        switch answer.status {
        case .expiredHomeNonceIndex, .expiredCareOfNonceIndex, .expiredNonces: begin(at: now)
        case .accepted where answer.sequenceNumber == peer.sequenceNumber && peer.accepts(packet):
            isAcknowledged = true
            expiry = lastUpdate + .seconds(4 * Int64(answer.lifetime))
            nextTransmission = lastUpdate + .seconds(3 * Int64(answer.lifetime))
        default: break
        }
    }
}
