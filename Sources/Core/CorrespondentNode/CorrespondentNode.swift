/// The correspondent node of RFC 6275 section 9: proves to itself where mobile nodes are, and remembers it.
///
/// Nothing is kept for a mobile node before its first valid Binding Update (RFC 6275 section 5.2.5): what it was told is
/// made anew from nonces that are the same for all. This file takes messages; `CorrespondentNode+Decision` judges
/// Binding Updates, `CorrespondentNode+Lifecycle` makes and ends bindings, `CorrespondentNode+Use` looks after them.
struct CorrespondentNode: Sendable {
    let returnRoutability: ReturnRoutability
    var nonces = NonceTable()
    var cache = CorrespondentCache()
    /// The sequence numbers of bindings that ended.
    var memory = ReplayMemory()
    /// How many home registrations there are beside the bindings.
    var homeRegistrations = 0
    /// The registration whose direct way was asked for: the answer comes before any other event.
    var awaiting: CorrespondentRequest?
    /// Home and Care-of Test Inits that are answered.
    private var tests: SourceRateLimiter
    /// Answers to those who have not proved who they are.
    private var refusals = TokenBucket(rate: RateLimits().refusals)

    /// - Parameter salt: what decides which networks share a rate of tests.
    init(_ authenticator: any MessageAuthenticator, salt: UInt64) {
        returnRoutability = ReturnRoutability(authenticator: authenticator)
        let limits = RateLimits()
        tests = SourceRateLimiter(
            share: TokenBucket(rate: limits.testInitsOfNetwork), whole: TokenBucket(rate: limits.testInits), salt: salt)
    }

    /// Takes over a changed configuration, or changed links.
    mutating func surroundingsChanged(_ context: inout Context) {
        let limits = context.configuration.rateLimits
        refusals.follow(limits.refusals)
        tests.follow(share: limits.testInitsOfNetwork, whole: limits.testInits)
        guard context.isCorrespondent else { return withdraw(&context) }
        let ownAddresses = Set(context.links.all.flatMap { $0.addresses.map(\.address) })
        for key in Array(cache.inOrder) where !ownAddresses.contains(key.ownAddress) {
            end(key, .withdrawn, &context)
        }
    }

    /// A Home Test Init or a Care-of Test Init arrived (RFC 6275 sections 9.4.1 and 9.4.2).
    mutating func received(
        _ test: ReturnRoutabilityTest, cookie: UInt64, in packet: IPv6Packet, _ received: ReceivedPacket,
        _ context: inout Context
    ) {
        let source = packet.header.source
        context.observe(.correspondent(.testInitReceived(test, source: source)))
        if let reason = reasonToIgnore(test, in: packet, context) {
            return context.observe(.dropped(reason, source: source, interface: received.interface))
        }
        let nonce = nonces.current(context)
        let message = MobilityMessage(answering: test, cookie, with: nonce, returnRoutability, at: source)
        let octets = IPv6PacketBuilder(source: packet.header.destination, destination: source)
            .packet(mobilityHeader: message.encoded())
        context.emit(.send(OutgoingPacket(octets: octets, delivery: .routed)))
        context.observe(.correspondent(.testSent(test, destination: source)))
    }

    private mutating func reasonToIgnore(
        _ test: ReturnRoutabilityTest, in packet: IPv6Packet, _ context: Context
    ) -> DropReason? {
        let source = packet.header.source
        if !context.isCorrespondent { return .correspondentNodeDisabled }
        if source.isMulticast || source.isUnspecified { return .sourceNotUnicast }
        if packet.homeAddress != nil { return .homeAddressOptionInTest }
        if !source.isUnicastRoutable {
            return test == .home ? .homeAddressNotRoutable : .careOfAddressNotRoutable
        }
        return tests.take(forNetworkOf: source, at: context.now) ? nil : .returnRoutabilityRate
    }

    /// A well-formed Binding Update without home registration arrived.
    /// - Parameter homeRegistration: the binding that this node has as the home agent of the home address.
    mutating func received(
        _ update: BindingUpdate, message: ParsedMobilityHeader, octets: ArraySlice<UInt8>,
        request: RegistrationRequest, homeRegistration: Binding?, _ context: inout Context
    ) {
        guard context.isCorrespondent else { return drop(request, .correspondentNodeDisabled, &context) }
        switch verify(request, update, message: message, octets: octets, context) {
        case .silent(let reason): drop(request, reason, &context)
        case .noncesExpired(let refusal): refuse(request, refusal, signedBy: nil, &context)
        case .authentic(let authentic):
            context.observe(.requestAuthenticated(request))
            if let refusal = refusal(of: request, homeRegistration: homeRegistration, &context) {
                return refuse(request, refusal, signedBy: authentic.key, &context)
            }
            request.isDeletion ? delete(authentic, &context) : register(authentic, &context)
        }
    }

    func drop(_ request: RegistrationRequest, _ reason: DropReason, _ context: inout Context) {
        context.observe(.requestDropped(request, reason))
        context.observe(.dropped(reason, source: request.source, interface: request.interface))
    }

    /// - Parameter key: Kbm; `nil` while the nonces that it is made with are not accepted.
    mutating func refuse(
        _ request: RegistrationRequest, _ refusal: RegistrationRefusal, signedBy key: SecretKey?,
        _ context: inout Context
    ) {
        if key == nil, !refusals.take(at: context.now) { return drop(request, .refusalRate, &context) }
        let last = lastSequenceNumber(for: request.routeOptimizationKey)
        context.observe(.requestRefused(request, refusal, lastSequenceNumber: last))
        guard request.flags.contains(.acknowledge) || refusal.isAlwaysAnswered else { return }
        let sequenceNumber = refusal == .sequenceNumber ? last : nil
        acknowledge(request, refusal.status, sequenceNumber: sequenceNumber, signedBy: key, &context)
    }

    /// Answers `request` (RFC 6275 section 9.5.4): `lifetime` in seconds is what was granted.
    func acknowledge(
        _ request: RegistrationRequest, _ status: BindingStatus, sequenceNumber: UInt16? = nil, lifetime: UInt32 = 0,
        signedBy key: SecretKey?, _ context: inout Context
    ) {
        let blank = [UInt8](repeating: 0, count: ReturnRoutability.authenticatorLength)
        let message = BindingAcknowledgement(
            status: status, sequenceNumber: sequenceNumber ?? request.sequenceNumber,
            lifetime: UInt16(clamping: lifetime / LifetimePolicy.unit),
            options: key == nil ? [] : [.bindingAuthorizationData(blank)])
        var header = MobilityMessage.bindingAcknowledgement(message).encoded()
        if let key {
            let covered = header.dropLast(blank.count)
            let code = returnRoutability.code(
                over: covered, request.authenticatedAddress, request.homeAgentAddress, by: key)
            header.replaceSubrange(covered.endIndex..., with: code)
        }
        let delivery =
            request.protection == nil
            ? OutgoingPacket.Delivery.reply(to: request.source, on: request.interface) : .protected
        context.emit(.send(OutgoingPacket(octets: request.answer(header), delivery: delivery)))
        context.observe(.bindingAcknowledgementSent(status, request))
    }

    /// The last accepted sequence number of a direct way, also of one that ended.
    func lastSequenceNumber(for key: RouteOptimizationKey) -> UInt16? {
        cache[key]?.sequenceNumber ?? memory[key]
    }
}

extension Context {
    /// Whether this node takes part in route optimization (RFC 6275 section 8.1).
    var isCorrespondent: Bool { configuration.isEnabled && configuration.correspondentNode.isEnabled }
}

extension MobilityMessage {
    /// The Home Test or Care-of Test that tells a token to the one who asks at an address.
    fileprivate init(
        answering test: ReturnRoutabilityTest, _ cookie: UInt64, with nonce: Nonce,
        _ returnRoutability: ReturnRoutability, at address: IPv6Address
    ) {
        func token(_ kind: ReturnRoutability.TokenKind) -> UInt64 {
            returnRoutability.token(kind, of: address, by: nonce).reduce(0) { $0 << 8 | UInt64($1) }
        }
        self =
            switch test {
            case .home:
                .homeTest(
                    HomeTest(
                        homeNonceIndex: nonce.index, homeInitCookie: cookie, homeKeygenToken: token(.home)))
            case .careOf:
                .careOfTest(
                    CareOfTest(
                        careOfNonceIndex: nonce.index, careOfInitCookie: cookie, careOfKeygenToken: token(.careOf)))
            }
    }
}
