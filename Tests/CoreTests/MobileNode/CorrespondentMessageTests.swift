import Core
import Testing

/// Which messages of correspondents, and of those who pretend to be, are believed (RFC 6275 sections 11.3.5, 11.3.6, 11.6
/// and 11.7.4).
@Suite struct CorrespondentMessageTests {
    private static let key = MobileRouteKey(homeAddress: Place.homeAddress, correspondent: Place.correspondent)

    /// A node that waits for both tests.
    private func makeTestingNode() -> RoamingNode {
        var node = RoamingNode.registered()
        node.handle(.mobileNode(.tunnelled(Self.key)))
        return node
    }

    /// A node with a direct way.
    private func makeTalkingNode() -> RoamingNode {
        var network = MobileNetwork()
        network.attach([.foreign()])
        network.run(for: .seconds(2))
        network.talk()
        network.run(for: .seconds(1))
        #expect(network.route != nil)
        network.forget()
        return network.node
    }

    private func cookie(_ test: ReturnRoutabilityTest, _ node: RoamingNode) -> UInt64 {
        for packet in node.sent.reversed() {
            if test == .careOf, case .careOfTestInit(let message) = packet.read.message {
                return message.careOfInitCookie
            }
            if test == .home, packet.destination == Place.homeAgent, packet.packet.octets.count == 96 {
                return packet.packet.octets[88...].reduce(0) { $0 << 8 | UInt64($1) }
            }
        }
        return 0
    }

    private func homeTest(_ cookie: UInt64, from source: IPv6Address = Place.correspondent) -> [UInt8] {
        let message = HomeTest(homeNonceIndex: 1, homeInitCookie: cookie, homeKeygenToken: 2)
        return IPv6PacketBuilder(source: source, destination: Place.homeAddress)
            .packet(mobilityHeader: MobilityMessage.homeTest(message).encoded())
    }

    private func careOfTest(
        _ cookie: UInt64, from source: IPv6Address = Place.correspondent, to destination: IPv6Address = Place.careOf
    ) -> [UInt8] {
        let message = CareOfTest(careOfNonceIndex: 1, careOfInitCookie: cookie, careOfKeygenToken: 2)
        return IPv6PacketBuilder(source: source, destination: destination)
            .packet(mobilityHeader: MobilityMessage.careOfTest(message).encoded())
    }

    private func tunnelled(
        _ octets: [UInt8], from source: IPv6Address = Place.homeAgent, to destination: IPv6Address = Place.careOf
    ) -> [UInt8] {
        IPv6PacketBuilder(source: source, destination: destination)
            .packet(nextHeader: .ipv6, payload: octets, checksumOffset: nil)
    }

    // MARK: Tests

    @Test func aHomeTestComesThroughTheTunnelOrNotAtAll() {
        var node = makeTestingNode()
        let test = homeTest(cookie(.home, node))
        #expect(node.drop(of: test) == .homeTestOutsideTunnel)
        #expect(node.drop(of: tunnelled(test, from: Place.elsewhere)) == .unexpectedMessage)
        #expect(node.drop(of: tunnelled(test, to: Place.otherCareOf)) == .unexpectedMessage)
        #expect(node.drop(of: tunnelled(test)) == nil)
        #expect(node.drop(of: tunnelled(test)) == .testUnexpected, "one for each question")
    }

    @Test func whatWasNotAskedForIsDropped() {
        var node = makeTestingNode()
        let (home, careOf) = (cookie(.home, node), cookie(.careOf, node))
        #expect(home != careOf && home != 0 && careOf != 0)
        #expect(node.drop(of: tunnelled(homeTest(home ^ 1))) == .testUnexpected)
        #expect(node.drop(of: tunnelled(homeTest(home, from: Place.elsewhere))) == .testUnexpected)
        #expect(node.drop(of: careOfTest(careOf ^ 1)) == .testUnexpected)
        #expect(node.drop(of: careOfTest(careOf, from: Place.elsewhere)) == .testUnexpected)
        #expect(node.drop(of: careOfTest(careOf, to: Place.otherCareOf)) == .testUnexpected)
        #expect(node.drop(of: tunnelled(careOfTest(careOf))) == .unexpectedMessage)
        #expect(node.updates.isEmpty)
        #expect(node.drop(of: careOfTest(careOf)) == nil)
        #expect(node.drop(of: tunnelled(homeTest(home))) == nil)
        #expect(node.updates.count == 1)
    }

    @Test func whatIsCutOffIsDropped() {
        var node = makeTestingNode()
        let whole = tunnelled(homeTest(cookie(.home, node)))
        for length in 0..<whole.count { _ = node.drop(of: Array(whole.prefix(length))) }
        for index in whole.indices {
            var damaged = whole
            damaged[index] ^= 0x10
            _ = node.drop(of: damaged)
        }
        #expect(node.updates.isEmpty && node.state == .registered)
    }

    // MARK: Acknowledgements

    /// A node that waits for the acknowledgement of a correspondent.
    private func makeWaitingNode() -> RoamingNode {
        var node = makeTestingNode()
        let (home, careOf) = (cookie(.home, node), cookie(.careOf, node))
        node.receive(tunnelled(homeTest(home)))
        node.receive(careOfTest(careOf))
        #expect(node.updates.count == 1)
        return node
    }

    /// What the correspondent answers, its authenticator made without the code under test.
    private func answer(
        _ node: RoamingNode, _ status: BindingStatus = .accepted, isForged: Bool = false, isSigned: Bool = true,
        number: UInt16 = 0
    ) -> [UInt8] {
        let update = node.updates.last?.bindingUpdate
        var message = BindingAcknowledgement(
            status: status, sequenceNumber: (update?.sequenceNumber ?? 0) &+ number, lifetime: 105)
        if isSigned { message.options = [.bindingAuthorizationData([UInt8](repeating: 0, count: 12))] }
        var header = MobilityMessage.bindingAcknowledgement(message).encoded()
        if isSigned {
            let token: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 2]
            let code = HandMadeHash.hmacSHA1(
                key: HandMadeHash.sha1(token + token),
                message: Place.careOf.octets + Place.correspondent.octets + header.dropLast(12))
            header.replaceSubrange((header.count - 12)..., with: code.prefix(12))
            if isForged { header[header.count - 1] ^= 1 }
        }
        var builder = IPv6PacketBuilder(source: Place.correspondent, destination: Place.careOf)
        builder.routingHeaderHomeAddress = Place.homeAddress
        return builder.packet(mobilityHeader: header)
    }

    @Test func anAnswerIsAuthenticOrDropped() {
        var node = makeWaitingNode()
        #expect(node.drop(of: answer(node, isSigned: false)) == .authorizationDataMissing)
        #expect(node.drop(of: answer(node, isForged: true)) == .authorizationDataWrong)
        #expect(node.drop(of: answer(node, number: 1)) == .acknowledgementUnexpected)
        #expect(node.plane.routes.isEmpty)
        #expect(node.drop(of: answer(node)) == nil)
        #expect(node.plane.routes.count == 1)
        #expect(node.drop(of: answer(node)) == .acknowledgementUnexpected)
    }

    @Test(arguments: [BindingStatus.expiredHomeNonceIndex, .expiredCareOfNonceIndex, .expiredNonces])
    func expiredTokensAreAskedForAgain(_ status: BindingStatus) {
        var node = makeWaitingNode()
        let before = node.counters.mobileNode.testInitsSent
        #expect(node.drop(of: answer(node, status, isSigned: false)) == nil)
        let after = node.counters.mobileNode.testInitsSent
        #expect((after[.home] ?? 0) - (before[.home] ?? 0) == (status == .expiredCareOfNonceIndex ? 0 : 1))
        #expect((after[.careOf] ?? 0) - (before[.careOf] ?? 0) == (status == .expiredHomeNonceIndex ? 0 : 1))
        #expect(node.plane.routes.isEmpty)
    }

    @Test func theNumberIsRepaired() {
        var node = makeWaitingNode()
        #expect(
            node.drop(of: answer(node, .sequenceNumberOutOfWindow, isSigned: false, number: 7))
                == .authorizationDataMissing)
        #expect(node.drop(of: answer(node, .sequenceNumberOutOfWindow, number: 7)) == nil)
        let numbers = node.updates.compactMap { $0.bindingUpdate?.sequenceNumber }
        #expect(numbers.count == 2 && numbers[1] == numbers[0] &+ 8)
    }

    @Test(
        arguments: (128...255).map { BindingStatus(rawValue: $0) }.filter {
            ![.sequenceNumberOutOfWindow, .expiredHomeNonceIndex, .expiredCareOfNonceIndex, .expiredNonces].contains($0)
        })
    func whoRefusesIsLeftAlone(_ status: BindingStatus) {
        var node = makeWaitingNode()
        #expect(node.drop(of: answer(node, status)) == nil)
        #expect(node.plane.routes.isEmpty)
        node.forget()
        node.handle(.mobileNode(.tunnelled(Self.key)))
        node.advance(by: .seconds(60))
        #expect(node.sent.isEmpty)
        #expect(node.engine.bindingUpdateList.last?.state == .refused)
    }

    // MARK: Errors

    private func bindingError(
        _ status: BindingErrorStatus, from source: IPv6Address = Place.correspondent,
        to destination: IPv6Address = Place.careOf, homeAddress: IPv6Address = Place.homeAddress
    ) -> [UInt8] {
        IPv6PacketBuilder(source: source, destination: destination)
            .packet(
                mobilityHeader: MobilityMessage.bindingError(BindingError(status: status, homeAddress: homeAddress))
                    .encoded())
    }

    @Test func aCorrespondentThatHasLostTheBindingIsReachedByTheTunnel() {
        var node = makeTalkingNode()
        #expect(node.drop(of: bindingError(.unknownBinding, from: Place.elsewhere)) == .bindingErrorUnexpected)
        #expect(node.drop(of: bindingError(.unknownBinding, to: Place.otherCareOf)) == .bindingErrorUnexpected)
        #expect(
            node.drop(of: bindingError(.unknownBinding, homeAddress: Place.otherHomeAddress)) == .bindingErrorUnexpected
        )
        #expect(node.plane.routes.count == 1)
        #expect(node.drop(of: bindingError(.unknownBinding)) == nil)
        #expect(node.plane.routes.isEmpty)
        node.handle(.mobileNode(.tunnelled(Self.key)))
        #expect(node.sent.count >= 1, "and told anew when it talks")
    }

    @Test func aCorrespondentThatKnowsNothingOfThisIsLeftAlone() {
        var node = makeTestingNode()
        #expect(node.drop(of: bindingError(.unrecognizedMessageType, from: Place.elsewhere)) == .bindingErrorUnexpected)
        #expect(node.drop(of: bindingError(.unrecognizedMessageType)) == nil)
        node.forget()
        node.advance(by: .seconds(60))
        #expect(node.sent.isEmpty)
    }

    @Test func aHomeAgentThatHasLostTheBindingIsToldAgainButNotTooOften() {
        var node = RoamingNode.registered()
        let error = bindingError(.unknownBinding, from: Place.homeAgent)
        #expect(node.drop(of: error) == .bindingErrorUnexpected, "it has just been told")
        node.advance(by: .seconds(5))
        #expect(node.drop(of: error) == nil)
        #expect(node.updates.count == 1)
        node.answer()
        for _ in 0..<100 { node.receive(error) }
        #expect(node.updates.count == 1)
    }

    private func problem(
        _ code: ParameterProblem.Code, about octets: [UInt8], at pointer: UInt32,
        from source: IPv6Address = Place.correspondent
    ) -> [UInt8] {
        IPv6PacketBuilder(source: source, destination: Place.careOf)
            .packet(.parameterProblem(ParameterProblem(code: code, pointer: pointer, invokingPacket: octets)))
    }

    @Test func whoDoesNotKnowTheHeaderIsLeftAlone() {
        var node = makeTestingNode()
        let packet = node.sent.last?.packet.octets ?? []
        var forged = packet
        forged[50] ^= 1
        #expect(node.drop(of: problem(.unrecognizedNextHeader, about: forged, at: 6)) == .errorUnexpected)
        #expect(node.drop(of: problem(.unrecognizedNextHeader, about: packet, at: 7)) == .errorUnexpected)
        #expect(node.drop(of: problem(.erroneousHeaderField, about: packet, at: 6)) == .errorUnexpected)
        #expect(node.drop(of: problem(.unrecognizedNextHeader, about: packet, at: 60_000)) == .errorUnexpected)
        #expect(node.drop(of: problem(.unrecognizedNextHeader, about: packet, at: 6)) == nil)
        node.forget()
        node.advance(by: .seconds(60))
        #expect(node.sent.isEmpty)
    }

    @Test func whoDoesNotKnowTheOptionIsReachedByTheTunnel() {
        var node = makeTalkingNode()
        var builder = IPv6PacketBuilder(source: Place.careOf, destination: Place.correspondent)
        builder.homeAddress = Place.homeAddress
        let packet = builder.packet(
            nextHeader: .userDatagram, payload: [UInt8](repeating: 7, count: 1400), checksumOffset: nil)
        builder.source = Place.otherCareOf
        let other = builder.packet(nextHeader: .userDatagram, payload: [], checksumOffset: nil)
        #expect(node.drop(of: problem(.unrecognizedOption, about: other, at: 46)) == .errorUnexpected)
        #expect(node.drop(of: problem(.unrecognizedOption, about: packet, at: 46, from: Place.elsewhere)) == nil)
        #expect(node.plane.routes.isEmpty)
    }

    /// What leaves for another mobile node has a routing header before the option.
    @Test func aMobileNodeThatDoesNotKnowTheOptionIsReachedByTheTunnelToo() {
        var node = makeTalkingNode()
        var builder = IPv6PacketBuilder(source: Place.careOf, destination: Place.elsewhere)
        builder.homeAddress = Place.homeAddress
        builder.routingHeaderHomeAddress = Place.correspondent
        let packet = builder.packet(nextHeader: .userDatagram, payload: [], checksumOffset: nil)
        #expect(node.drop(of: problem(.unrecognizedOption, about: packet, at: 70, from: Place.elsewhere)) == nil)
        #expect(node.plane.routes.isEmpty)
    }

    @Test func aTestThatCannotArriveIsNotRepeated() {
        var node = makeTestingNode()
        let packet = node.sent.last?.packet.octets ?? []
        let error = DestinationUnreachable(code: .init(rawValue: 1), invokingPacket: packet)
        let octets = IPv6PacketBuilder(source: Place.elsewhere, destination: Place.careOf)
            .packet(.destinationUnreachable(error))
        #expect(node.drop(of: octets) == nil)
        node.forget()
        node.advance(by: .seconds(60))
        #expect(node.sent.isEmpty)
    }

    // MARK: Refresh requests

    private func refreshRequest(from source: IPv6Address = Place.correspondent) -> [UInt8] {
        IPv6PacketBuilder(source: source, destination: Place.homeAddress)
            .packet(mobilityHeader: MobilityMessage.bindingRefreshRequest(BindingRefreshRequest()).encoded())
    }

    @Test func aCorrespondentMayAskForAnUpdate() {
        var node = makeTalkingNode()
        #expect(node.drop(of: tunnelled(refreshRequest(from: Place.elsewhere))) == .refreshRequestUnexpected)
        #expect(node.drop(of: tunnelled(refreshRequest())) == .refreshRequestUnexpected, "it has just been told")
        node.advance(by: .seconds(6))
        #expect(node.drop(of: tunnelled(refreshRequest())) == nil)
        #expect(!node.sent.isEmpty)
        node.forget()
        for _ in 0..<100 { node.receive(tunnelled(refreshRequest())) }
        #expect(node.sent.isEmpty)
    }

    @Test func withoutABindingItIsIgnored() {
        var node = RoamingNode.registered()
        #expect(node.drop(of: tunnelled(refreshRequest())) == .refreshRequestUnexpected)
    }
}
