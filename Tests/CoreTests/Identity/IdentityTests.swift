import Core
import Testing

/// A mobile node is found by its identifier, by its home address, or by both, which must agree (RFC 4283, RFC 4285
/// section 4).
@Suite struct IdentityTests {
    private var world = Roster.world()

    private mutating func register(_ update: BindingUpdateDraft) -> SentPacket? {
        world.receive(update)
        world.advance(by: .seconds(1))
        #expect(world.statuses == [.accepted])
        return world.acknowledgements.first
    }

    private func isSigned(_ answer: SentPacket?, _ member: Member, _ update: BindingUpdateDraft) -> Bool {
        answer?.isSigned(
            by: member.signature.key, securityParameterIndex: member.signature.securityParameterIndex,
            for: update.with { $0.homeAddressOption = member.homeAddress }) ?? false
    }

    // MARK: Found

    @Test(arguments: [Roster.node, Roster.alice, Roster.eve])
    mutating func byIdentifierAndHomeAddress(_ member: Member) throws {
        let update = member.update()
        let answer = register(update)
        #expect(World.identifier(in: answer) == member.identifier.map { Array($0.utf8) })
        #expect(isSigned(answer, member, update))
        #expect(world.engine.binding(of: member.homeAddress)?.identity == member.identity)
    }

    @Test(arguments: [Roster.node, Roster.eve])
    mutating func byHomeAddressAlone(_ member: Member) {
        let update = member.update().with { $0.name(nil) }
        let answer = register(update)
        #expect(World.identifier(in: answer) == nil, "what did not name itself is not named")
        #expect(isSigned(answer, member, update))
        #expect(world.engine.binding(of: member.homeAddress)?.identity == member.identity)
    }

    /// The home address is looked up; the answer's routing header tells it.
    @Test(arguments: [Roster.node, Roster.eve])
    mutating func byIdentifierAlone(_ member: Member) {
        let update = member.update().with { $0.askForHomeAddress() }
        let answer = register(update)
        #expect(answer?.routingHeaderHomeAddress == member.homeAddress)
        #expect(answer?.destination == update.source)
        #expect(isSigned(answer, member, update))
        #expect(world.engine.bindings.map(\.homeAddress) == [member.homeAddress])
        let renewal = member.update(2).with { $0.askForHomeAddress() }
        #expect(world.outcome(of: renewal) == .acknowledged(.accepted))
        let old = member.update(2).with { $0.askForHomeAddress() }
        #expect(world.outcome(of: old) == .acknowledged(.sequenceNumberOutOfWindow))
        let deletion = member.update(3, lifetime: 0).with { $0.askForHomeAddress() }
        #expect(world.outcome(of: deletion) == .acknowledged(.accepted))
        #expect(world.engine.bindings.isEmpty)
    }

    /// The realm's case does not matter, and comes back as it was written.
    @Test mutating func theRealmHasNoCase() {
        let answer = register(Roster.node.update().with { $0.name("mn0@EXAMPLE.Org") })
        #expect(World.identifier(in: answer) == Array("mn0@EXAMPLE.Org".utf8))
        #expect(world.engine.binding(of: Place.homeAddress)?.identity == Roster.node.identity)
    }

    /// Where home addresses alone tell, an identifier is accepted and proves nothing, malformed or not.
    @Test(arguments: ["plain@example.org", "no identifier", "", "@example.org"])
    mutating func anIdentifierThatNobodyAskedFor(_ identifier: String) {
        let answer = register(Roster.plain.update().with { $0.name(identifier) })
        #expect(World.identifier(in: answer) == Array(identifier.utf8))
        #expect(world.engine.binding(of: Roster.plain.homeAddress)?.identity == nil)
    }

    /// Subtypes of RFC 8371 are no Network Access Identifiers: they say nothing here.
    @Test mutating func anIdentifierOfAnotherKindIsNone() {
        let option = BindingUpdateDraft.identifierOption(Array("alice@example.net".utf8), subtype: 3)
        #expect(World.identifier(in: register(Roster.node.update().with { $0.options = [option] })) == nil)
        world.forget()
        let realm = Roster.alice.update().with { $0.options = [option] }
        #expect(world.outcome(of: realm) == .dropped(.identifierMissing))
    }

    /// Of two the first counts, and the first comes back.
    @Test mutating func ofTwoIdentifiersTheFirstCounts() {
        let second = BindingUpdateDraft.identifierOption(Array("nobody@nowhere.example".utf8))
        let answer = register(Roster.node.update().with { $0.options.append(second) })
        #expect(World.identifier(in: answer) == Array("mn0@example.org".utf8))
        world.forget()
        let reversed = Roster.node.update(2).with { $0.options.insert(second, at: 0) }
        #expect(world.outcome(of: reversed) == .dropped(.identifierUnknown))
    }

    // MARK: Not found

    @Test(arguments: ["mn1@example.org", "MN0@example.org", "mn0@sub.example.org", "@example.org", "mn0", "", "a b@c"])
    mutating func anotherNameForTheHomeAddress(_ identifier: String) {
        let before = world.snapshot
        #expect(world.outcome(of: Roster.node.update().with { $0.name(identifier) }) == .dropped(.identifierUnknown))
        #expect(world.snapshot == before)
    }

    @Test func octetsThatAreNoText() {
        for octets in [[0xff, 0x40, 0x61], [UInt8](repeating: 0x61, count: 254), [0x61, 0, 0x40, 0x61]] as [[UInt8]] {
            var world = world
            let update = Roster.node.update().with { $0.options = [BindingUpdateDraft.identifierOption(octets)] }
            #expect(world.outcome(of: update) == .dropped(.identifierUnknown))
        }
    }

    /// Nodes of a realm share a key: their home addresses do not tell who they are.
    @Test mutating func aRealmNeedsIdentifiers() {
        #expect(world.outcome(of: Roster.alice.update().with { $0.name(nil) }) == .dropped(.identifierMissing))
        #expect(
            world.outcome(of: Roster.alice.update().with { $0.name("@example.net") }) == .dropped(.identifierUnknown))
    }

    /// What has a group of its own is not of the realm's group.
    @Test mutating func theMoreExactIdentifierWins() {
        let theirs = Roster.eve.update().with { $0.signatures = [Roster.alice.signature] }
        #expect(world.outcome(of: theirs) == .dropped(.unknownSecurityParameterIndex))
        let elsewhere = Roster.eve.update().with { $0.homeAddressOption = Place.homeAddress(9) }
        #expect(world.outcome(of: elsewhere) == .acknowledged(.administrativelyProhibited))
    }

    // MARK: Asking for a home address

    @Test mutating func withoutAnIdentifierNothingCanBeAskedFor() {
        let update = Roster.node.update().with {
            $0.name(nil)
            $0.askForHomeAddress()
        }
        #expect(world.outcome(of: update) == .dropped(.homeAddressNotRoutable))
        #expect(world.outcome(of: update.with { $0.name("no@body.example") }) == .dropped(.identifierUnknown))
        #expect(world.outcome(of: update.with { $0.name("none at all") }) == .dropped(.identifierUnknown))
    }

    /// The answer has no home address to name, and so no routing header.
    @Test mutating func aNodeThatMakesItsOwnHasNoneToAskFor() throws {
        let asking = Roster.alice.update().with { $0.askForHomeAddress() }
        #expect(world.outcome(of: asking) == .acknowledged(.administrativelyProhibited))
        #expect(world.refusals == [.noHomeAddress])
        let answer = try #require(world.acknowledgements.first)
        #expect(answer.routingHeaderHomeAddress == nil && answer.destination == asking.source)
        #expect(answer.isSigned(by: Roster.alice.signature.key, securityParameterIndex: 0x2000, for: asking))
    }

    @Test mutating func onceItIsBoundTheHomeAddressIsKnown() {
        world.register(Roster.bob)
        world.register(Roster.alice)
        let asking = Roster.alice.update(2).with { $0.askForHomeAddress() }
        #expect(world.outcome(of: asking) == .acknowledged(.accepted))
        #expect(world.acknowledgements.first?.routingHeaderHomeAddress == Roster.alice.homeAddress)
        #expect(world.engine.bindings.count == 2)
    }

    @Test mutating func aForgedQuestionLearnsNothing() {
        let forged = Roster.node.update().with {
            $0.askForHomeAddress()
            $0.signatures[0].isForged = true
        }
        #expect(world.outcome(of: forged) == .acknowledged(.authenticationFailed))
        #expect(world.acknowledgements.first?.routingHeaderHomeAddress == nil, "not even the home address")
    }

    // MARK: Whose a home address is

    /// The code of one node, over the home address of another (S-2).
    @Test(arguments: [Roster.plain, Roster.alice, Roster.eve, Roster.node])
    mutating func nobodyTakesWhatIsKeptForAnother(_ thief: Member) {
        for victim in [Roster.plain, Roster.eve, Roster.node] where victim.homeAddress != thief.homeAddress {
            let theft = thief.update().with { $0.homeAddressOption = victim.homeAddress }
            let before = world.snapshot
            let outcome = world.outcome(of: theft)
            if thief.identifier == nil {
                #expect(outcome == .dropped(.unknownSecurityParameterIndex))
            } else {
                #expect(outcome == .acknowledged(.administrativelyProhibited))
                #expect(world.refusals == [.homeAddressOfOthers])
                #expect(isSigned(world.acknowledgements.first, thief, theft.with { _ in }) == false)
                #expect(
                    world.acknowledgements.first?.isSigned(
                        by: thief.signature.key, securityParameterIndex: thief.signature.securityParameterIndex,
                        for: theft) == true)
            }
            #expect(world.snapshot == before)
        }
    }

    @Test mutating func theHomeAddressHasToBeOnTheHomeLink() {
        let elsewhere = Roster.alice.update().with { $0.homeAddressOption = Place.elsewhere }
        #expect(world.outcome(of: elsewhere) == .acknowledged(.notHomeSubnet))
    }

    /// One node may have several home addresses.
    @Test mutating func severalHomeAddressesOfOneNode() {
        world.register(Roster.alice)
        let second = Roster.alice.update().with { $0.homeAddressOption = Place.homeAddress(7) }
        world.receive(second)
        world.advance(by: .seconds(1))
        #expect(world.statuses == [.accepted])
        #expect(world.engine.bindings.map(\.identity) == [Roster.alice.identity, Roster.alice.identity])
    }

    /// A group that got its identifier later does not lock out who is bound already, nor one that lost it.
    @Test mutating func aChangedGroupGoesOn() {
        world.register(Roster.plain)
        world.configure { $0.homeAgent.hostGroups[3].identifier = NetworkAccessIdentifier("plain@example.org") }
        let named = Roster.plain.update(2).with { $0.name("plain@example.org") }
        #expect(world.outcome(of: named) == .acknowledged(.accepted))
        world.configure { $0.homeAgent.hostGroups[3].identifier = nil }
        #expect(world.outcome(of: Roster.plain.update(3)) == .acknowledged(.accepted))
        #expect(world.engine.binding(of: Roster.plain.homeAddress)?.identity == nil)
    }

    // MARK: Order

    /// The authenticator first, then the home address, then what protects from replay.
    @Test mutating func theOrderOfChecks() {
        world.configure { configuration in
            for index in configuration.homeAgent.hostGroups.indices {
                configuration.homeAgent.hostGroups[index].securityAssociations[0].replayWindow = 7
            }
        }
        let theft = Roster.alice.update().with { $0.homeAddressOption = Roster.eve.homeAddress }
        #expect(
            world.outcome(of: theft.with { $0.signatures[0].isForged = true }) == .acknowledged(.authenticationFailed))
        #expect(world.outcome(of: theft) == .acknowledged(.administrativelyProhibited))
        #expect(world.outcome(of: Roster.alice.update()) == .acknowledged(.messageIdentificationRequired))
        #expect(
            world.outcome(of: theft.with { $0.alternateCareOfAddresses = [.loopback] })
                == .dropped(.careOfAddressNotRoutable))
        #expect(world.outcome(of: theft.with { $0.signatures = [] }) == .dropped(.authenticationMissing))
        #expect(
            world.outcome(
                of: theft.with {
                    $0.signatures = []
                    $0.name("x@y.example")
                }) == .dropped(.identifierUnknown))
    }

    /// Where no proof is asked for, who has a key still needs it, and a realm's nodes their identifiers.
    @Test mutating func withOptionalAuthentication() {
        world.configure { $0.homeAgent.requiresAuthentication = false }
        let unsigned = Roster.alice.update().with { $0.signatures = [] }
        #expect(world.outcome(of: unsigned) == .dropped(.authenticationMissing))
        #expect(world.outcome(of: unsigned.with { $0.name(nil) }) == .dropped(.identifierMissing))
        world.configure { $0.homeAgent.hostGroups[1].securityAssociations = [] }
        world.receive(unsigned)
        world.advance(by: .seconds(1))
        #expect(world.statuses == [.accepted])
        let theft = Roster.bob.update(2).with {
            $0.signatures = []
            $0.homeAddressOption = Roster.alice.homeAddress
        }
        #expect(world.outcome(of: theft) == .acknowledged(.administrativelyProhibited))
    }
}
