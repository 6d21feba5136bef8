@testable import Core

/// A mobile node as its correspondent sees it: it asks for tokens, and registers with them. Its authenticators are made
/// without the code under test.
struct Peer: Sendable {
    /// A keygen token with the index of its nonce.
    struct Token: Hashable, Sendable {
        let index: UInt16
        let octets: [UInt8]
    }

    static let lifetime: UInt16 = 105

    var homeAddress = IPv6Address(rawValue: 0x2001_0db8_0009_0000_0000_0000_0000_0100)
    var careOfAddress = Place.careOf
    var correspondent = Place.wideAreaAddress
    var sequenceNumber: UInt16 = 0
    private(set) var homeToken = Token(index: 0, octets: [])
    private(set) var careOfToken = Token(index: 0, octets: [])

    /// The peer of a number.
    static func number(_ number: Int) -> Peer {
        var peer = Peer()
        peer.homeAddress = IPv6Address(rawValue: 0x2001_0db8_0009 << 80 | 0x1_0000 | UInt128(number))
        peer.careOfAddress = Place.careOf(number)
        return peer
    }

    var key: RouteOptimizationKey { RouteOptimizationKey(ownAddress: correspondent, homeAddress: homeAddress) }

    // MARK: Tests

    /// Home Test Init, or Care-of Test Init.
    func testInit(_ test: ReturnRoutabilityTest, cookie: UInt64 = 7) -> [UInt8] {
        let source = test == .home ? homeAddress : careOfAddress
        let message: MobilityMessage =
            switch test {
            case .home: .homeTestInit(HomeTestInit(homeInitCookie: cookie))
            case .careOf: .careOfTestInit(CareOfTestInit(careOfInitCookie: cookie))
            }
        return IPv6PacketBuilder(source: source, destination: correspondent)
            .packet(mobilityHeader: message.encoded())
    }

    /// Takes the token out of a Home Test or a Care-of Test for it.
    mutating func take(_ packet: SentPacket) {
        switch packet.read.message {
        case .homeTest(let test) where packet.destination == homeAddress:
            homeToken = Token(index: test.homeNonceIndex, octets: Self.octets(test.homeKeygenToken))
        case .careOfTest(let test) where packet.destination == careOfAddress:
            careOfToken = Token(index: test.careOfNonceIndex, octets: Self.octets(test.careOfKeygenToken))
        default: break
        }
    }

    // MARK: Updates

    /// A Binding Update as it is to be sent, and whatever may be wrong with it.
    struct Update: Sendable {
        static let acknowledge: UInt16 = 0x8000

        var flags = acknowledge
        /// Units of 4 seconds.
        var lifetime = Peer.lifetime
        /// Sent from there, and the care-of address in an option.
        var source: IPv6Address?
        /// At home a node needs no Home Address option.
        var hasHomeAddressOption = true
        var hasNonceIndices = true
        /// Octets of the authenticator; `nil` leaves the option out.
        var authenticatorLength: Int? = 12
        var isForged = false
        /// What follows the authenticator, and is not covered.
        var tail: [UInt8] = []
        /// Whole options before the others.
        var options: [UInt8] = []
        /// Nonce indices that are sent in place of those of the tokens.
        var homeIndex: UInt16?
        var careOfIndex: UInt16?
    }

    /// The next update.
    mutating func update(_ change: (inout Update) -> Void = { _ in }) -> [UInt8] {
        sequenceNumber &+= 1
        return repeatedUpdate(change)
    }

    /// An update with the current sequence number.
    func repeatedUpdate(_ change: (inout Update) -> Void = { _ in }) -> [UInt8] {
        var update = Update()
        change(&update)
        return packet(update)
    }

    /// Gives the binding up.
    mutating func deletion(_ change: (inout Update) -> Void = { _ in }) -> [UInt8] {
        update {
            $0.lifetime = 0
            $0.careOfIndex = 0
            change(&$0)
        }
    }

    private func packet(_ update: Update) -> [UInt8] {
        let source = update.source ?? careOfAddress
        var builder = IPv6PacketBuilder(source: source, destination: correspondent)
        builder.homeAddress = update.hasHomeAddressOption ? homeAddress : nil
        return builder.packet(mobilityHeader: mobilityHeader(update, source: source))
    }

    private func mobilityHeader(_ update: Update, source: IPv6Address) -> [UInt8] {
        var octets: [UInt8] = [59, 0, 5, 0, 0, 0]
        for field in [sequenceNumber, update.flags, update.lifetime] { octets += Self.octets(field) }
        octets += update.options
        if source != careOfAddress, update.hasHomeAddressOption {
            octets += Self.padding(octets.count, to: 6) + [3, 16] + careOfAddress.octets
        }
        if update.hasNonceIndices {
            octets += [4, 4] + Self.octets(update.homeIndex ?? homeToken.index)
            octets += Self.octets(update.careOfIndex ?? careOfToken.index)
        }
        guard let length = update.authenticatorLength else { return Self.finished(octets) }
        octets += Self.padding(octets.count + length + 2, to: 0) + [5, UInt8(length)]
        let whole = Self.finished(octets + [UInt8](repeating: 0, count: length) + update.tail)
        var code = authenticator(over: Array(whole[..<octets.count]), isDeletion: update.lifetime == 0)
        if update.isForged { code[0] ^= 1 }
        octets += Array((code + [UInt8](repeating: 0, count: 250)).prefix(length)) + update.tail
        return Self.finished(octets)
    }

    /// First96(HMAC-SHA1(Kbm, address | correspondent | header)), RFC 6275 sections 5.2.6 and 9.5.1.
    func authenticator(over header: [UInt8], isDeletion: Bool) -> [UInt8] {
        let tokens = homeToken.octets + (isDeletion ? [] : careOfToken.octets)
        let address = isDeletion ? homeAddress : careOfAddress
        let code = HandMadeHash.hmacSHA1(
            key: HandMadeHash.sha1(tokens), message: address.octets + correspondent.octets + header)
        return Array(code.prefix(12))
    }

    /// Whether an acknowledgement ends with the authenticator of the correspondent (RFC 6275 section 9.5.4).
    func accepts(_ packet: SentPacket?, isDeletion: Bool = false) -> Bool {
        guard let packet, case .mobility(let header) = packet.read.content,
            header.optionRanges.last?.upperBound == header.length,
            case .bindingAuthorizationData(let received) = packet.acknowledgement?.options.last
        else { return false }
        var covered = Array(packet.packet.octets[packet.read.packet.upperLayer].prefix(header.length - 12))
        covered.replaceSubrange(4..<6, with: [0, 0])
        return received == authenticator(over: covered, isDeletion: isDeletion)
    }

    private static func finished(_ octets: [UInt8]) -> [UInt8] {
        var octets = octets + padding(octets.count, to: 0)
        octets[1] = UInt8(octets.count / 8 - 1)
        return octets
    }

    /// Pad1 or PadN up to an offset of 8n + `remainder`.
    private static func padding(_ count: Int, to remainder: Int) -> [UInt8] {
        switch (remainder + 8 - count % 8) % 8 {
        case 0: []
        case 1: [0]
        case let length: [1, UInt8(length - 2)] + [UInt8](repeating: 0, count: length - 2)
        }
    }

    private static func octets<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        (1...Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> Number(Number.bitWidth - 8 * $0)) }
    }
}

extension World {
    /// Binding Updates, and tests, of a peer arrive; what comes of it at once, if it is one thing.
    mutating func outcome(of packet: [UInt8]) -> Outcome? {
        forget()
        receive(packet)
        return outcomes.count == 1 ? outcomes.first : nil
    }

    /// Lets a peer ask for tokens, one or both.
    mutating func giveTokens(
        to peer: inout Peer, _ tests: [ReturnRoutabilityTest] = ReturnRoutabilityTest.allCases
    ) {
        forget()
        for test in tests { receive(peer.testInit(test)) }
        for packet in sent { peer.take(packet) }
        forget()
    }

    /// Gives a peer tokens and a binding.
    mutating func bind(_ peer: inout Peer, lifetime: UInt16 = Peer.lifetime) {
        giveTokens(to: &peer)
        receive(peer.update { $0.lifetime = lifetime })
        forget()
    }

    /// The binding of a peer.
    func binding(of peer: Peer) -> CorrespondentBinding? { engine.correspondentBinding(of: peer.key) }

    /// The reasons for which correspondent bindings ended since `forget`.
    var correspondentEnds: [CorrespondentBindingEnd] {
        observations.compactMap { if case .correspondent(.bindingEnded(_, let end)) = $0 { end } else { nil } }
    }

    /// Binding Refresh Requests since `forget`.
    var refreshRequests: [SentPacket] {
        sent.filter { if case .bindingRefreshRequest = $0.read.message { true } else { false } }
    }
}
