import Core
import Testing

/// Message authentication between mobile node and home agent (RFC 4285 section 5.1), and who needs it.
@Suite struct AuthenticationTests {
    private let update = BindingUpdateDraft()

    private func outcome(_ change: (inout BindingUpdateDraft) -> Void) -> World.Outcome? {
        var world = World()
        let before = world.snapshot
        let outcome = world.outcome(of: update.with(change))
        #expect(world.snapshot == before)
        return outcome
    }

    private func isAccepted(_ update: BindingUpdateDraft, in world: World = World()) -> Bool {
        var world = world
        world.receive(update)
        world.advance(by: .seconds(1))
        return world.statuses == [.accepted] && world.engine.binding(of: update.homeAddress) != nil
    }

    // MARK: The option

    @Test func aRightAuthenticatorIsAccepted() {
        #expect(isAccepted(update))
    }

    @Test func withoutTheOptionThereIsSilence() {
        #expect(outcome { $0.signatures = [] } == .dropped(.authenticationMissing))
    }

    @Test(arguments: [0, 1, 3, 255] as [UInt32])
    func aReservedSecurityParameterIndexIsMetWithSilence(_ index: UInt32) {
        #expect(outcome { $0.signatures[0].securityParameterIndex = index } == .dropped(.unknownSecurityParameterIndex))
    }

    @Test(arguments: [256, 0x1001, .max] as [UInt32])
    func anUnknownSecurityParameterIndexIsMetWithSilence(_ index: UInt32) {
        #expect(outcome { $0.signatures[0].securityParameterIndex = index } == .dropped(.unknownSecurityParameterIndex))
    }

    @Test func aWrongAuthenticatorIsAnswered() {
        #expect(outcome { $0.signatures[0].isForged = true } == .acknowledged(.authenticationFailed))
        #expect(outcome { $0.signatures[0].key = Array(1...16) } == .acknowledged(.authenticationFailed))
    }

    /// A forger is told that the code was wrong, and gets no code for it to learn from.
    @Test func theAnswerToAWrongAuthenticatorCarriesNone() throws {
        var world = World()
        world.receive(update.with { $0.signatures[0].isForged = true })
        let sent = try #require(world.acknowledgements.first)
        #expect(sent.acknowledgement?.status == .authenticationFailed)
        #expect(sent.acknowledgement?.options == [])
        #expect(sent.destination == Place.careOf && sent.routingHeaderHomeAddress == Place.homeAddress)
    }

    /// 96 bits, no more and no less, count as an authenticator.
    @Test(arguments: [0, 1, 4, 8, 11, 13, 16, 20, 200])
    func anAuthenticatorOfAnotherLengthIsWrong(_ length: Int) {
        #expect(outcome { $0.signatures[0].length = length } == .acknowledged(.authenticationFailed))
    }

    @Test func whatFollowsTheAuthenticatorIsNotCovered() {
        let alternate: [UInt8] = [1, 4, 0, 0, 0, 0, 3, 16] + Place.otherCareOf.octets
        for uncovered in [[1, 6, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0], [0], alternate] as [[UInt8]] {
            #expect(outcome { $0.uncoveredOptions = [uncovered] } == .dropped(.authenticationMisplaced))
        }
    }

    @Test func twoOptionsAreOneTooMany() {
        #expect(
            outcome { $0.signatures += [BindingUpdateDraft.Signature()] } == .dropped(.authenticationMisplaced))
        #expect(
            outcome { $0.signatures.insert(BindingUpdateDraft.Signature(isForged: true), at: 0) }
                == .dropped(.authenticationMisplaced))
    }

    /// An option for an authentication server is none for the home agent (RFC 4285 section 5.2).
    @Test func theOptionOfAnotherSubtypeDoesNotCount() {
        #expect(outcome { $0.signatures[0].subtype = 2 } == .dropped(.authenticationMissing))
        #expect(outcome { $0.signatures[0].subtype = 77 } == .dropped(.authenticationMissing))
    }

    // MARK: An option for an authentication server

    /// Ends on an 8-octet boundary behind an option that does (RFC 4285 section 5.2: subtype 2, SPI 3 for HMAC-SHA1).
    private static let forServer: [[UInt8]] = [
        [1, 3, 0, 0, 0], [9, 17, 2, 0, 0, 0, 3] + [UInt8](repeating: 0x5a, count: 12),
    ]

    /// It may end the message behind the one for the home agent, which it is nothing to; the answer has none.
    @Test func oneForAServerMayFollow() throws {
        let both = update.with { $0.uncoveredOptions = Self.forServer }
        var world = World()
        world.receive(both)
        world.advance(by: .seconds(1))
        let answer = try #require(world.acknowledgements.first)
        #expect(answer.acknowledgement?.status == .accepted)
        #expect(answer.isSigned(by: MobileNode.key, securityParameterIndex: 0x1000, for: both))
        #expect(
            outcome {
                $0.uncoveredOptions = Self.forServer
                $0.signatures[0].isForged = true
            } == .acknowledged(.authenticationFailed))
    }

    @Test func oneForAServerAloneIsNotEnough() {
        #expect(
            outcome {
                $0.signatures = []
                $0.uncoveredOptions = Self.forServer
            } == .dropped(.authenticationMissing))
    }

    @Test func inAnotherPlaceTheyAreMisplaced() {
        let misplaced: [[[UInt8]]] = [
            // Two of them, something after them, another option between them.
            Self.forServer + Self.forServer, Self.forServer + [[1, 6, 0, 0, 0, 0, 0, 0]],
            [[8, 2, 1, 0x61, 0]] + Self.forServer, [[9, 6, 3, 0, 0, 0, 3, 1]],
        ]
        for options in misplaced {
            #expect(outcome { $0.uncoveredOptions = options } == .dropped(.authenticationMisplaced))
        }
        #expect(outcome { $0.options = Self.forServer } == .dropped(.authenticationMisplaced), "before the other")
    }

    @Test func anIdentifierIsAcceptedButNotNeeded() {
        #expect(isAccepted(update.with { $0.options = [[8, 4, 1] + Array("a@b".utf8)] }))
    }

    // MARK: What is covered

    @Test func theAlternateCareOfAddressIsCovered() {
        let alternate = update.with { $0.alternateCareOfAddresses = [Place.otherCareOf] }
        #expect(isAccepted(alternate))
        var octets = alternate.received
        octets.octets[40 + 24 + 14 + 2 + 15] ^= 1
        var world = World()
        world.handle(.packet(octets))
        #expect(world.outcomes == [.dropped(.checksumError)])
    }

    /// A code over one home address is none for another.
    @Test func theHomeAddressIsCovered() {
        var packet = update.packet
        packet.replaceSubrange(40 + 8..<40 + 24, with: Place.otherHomeAddress.octets)
        // The other home address differs in one bit pair of one word; the checksum is put right by hand.
        let checksum = UInt16(packet[68]) << 8 | UInt16(packet[69])
        let mended = checksum &- 0x0100
        packet[68] = UInt8(mended >> 8)
        packet[69] = UInt8(mended & 0xff)
        var world = World()
        world.receive(packet)
        #expect(world.outcomes == [.acknowledged(.authenticationFailed)])
    }

    /// In a deletion, too, the care-of address of the code is the one that the update names.
    @Test func aDeletionIsCoveredWithItsCareOfAddress() {
        var world = World()
        var node = MobileNode()
        world.register(&node)
        let deletion = node.update(lifetime: 0).with { $0.alternateCareOfAddresses = [Place.otherCareOf] }
        #expect(world.outcome(of: deletion) == .acknowledged(.accepted))
        #expect(world.engine.bindings.isEmpty)
    }

    // MARK: Whose key it is

    @Test func theKeyOfOneNodeIsNoneForAnother() {
        let otherKey: [UInt8] = Array(0x20...0x2f)
        var world = World {
            $0.homeAgent.hostGroups = [
                .simulated("MN0", Place.homeAddress, spi: 0x1000),
                .simulated("MN1", Place.otherHomeAddress, key: otherKey, spi: 0x2000),
            ]
        }
        let theirs = BindingUpdateDraft.Signature(securityParameterIndex: 0x2000, key: otherKey)
        #expect(
            world.outcome(of: update.with { $0.signatures = [theirs] }) == .dropped(.unknownSecurityParameterIndex))
        let sameIndex = BindingUpdateDraft.Signature(securityParameterIndex: 0x1000, key: otherKey)
        #expect(world.outcome(of: update.with { $0.signatures = [sameIndex] }) == .acknowledged(.authenticationFailed))
    }

    @Test func aHomeAddressWithoutAGroupHasNoKey() {
        #expect(outcome { $0.homeAddressOption = Place.homeAddress(1) } == .dropped(.unknownSecurityParameterIndex))
    }

    @Test func aPrefixServesEveryHomeAddressInItWithOneKey() {
        let world = World { $0.homeAgent.hostGroups = [.simulated("ALL", Place.homePrefix)] }
        for number in [0, 1, 65_535] {
            #expect(isAccepted(update.with { $0.homeAddressOption = Place.homeAddress(number) }, in: world))
        }
    }

    /// The more exact group wins, and its key alone counts.
    @Test func aMoreExactGroupWins() {
        let exactKey: [UInt8] = Array(0x40...0x4f)
        let world = World {
            $0.homeAgent.hostGroups = [
                .simulated("ALL", Place.homePrefix, spi: 0x1000),
                .simulated("ONE", Place.homeAddress, key: exactKey, spi: 0x1000),
            ]
        }
        let exact = BindingUpdateDraft.Signature(key: exactKey)
        #expect(isAccepted(update.with { $0.signatures = [exact] }, in: world))
        #expect(!isAccepted(update, in: world))
        #expect(isAccepted(update.with { $0.homeAddressOption = Place.otherHomeAddress }, in: world))
    }

    @Test func anyAssociationOfTheGroupWillDo() {
        let world = World {
            $0.homeAgent.hostGroups[0].securityAssociations.append(
                MobilitySecurityAssociation(securityParameterIndex: 0x2000, key: SecretKey(octets: [1, 2, 3])))
        }
        #expect(isAccepted(update, in: world))
        let second = BindingUpdateDraft.Signature(securityParameterIndex: 0x2000, key: [1, 2, 3])
        #expect(isAccepted(update.with { $0.signatures = [second] }, in: world))
    }
}
