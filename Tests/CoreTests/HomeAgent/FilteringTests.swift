import Core
import Testing

/// The operator's filters: what is refused, against which line it is counted, and what they leave alone.
@Suite struct FilteringTests {
    private static let bindings = FilterName(.prefixList, "F")
    private static let access = FilterName(.accessList, "A")

    /// A world whose `bindings filter` is a prefix list F.
    private func world(filteredBy list: PrefixList) -> World {
        World {
            $0.bindingFilter = "F"
            $0.prefixLists["F"] = list
        }
    }

    /// A world on whose home link an access list A decides.
    private func world(accessBy list: AccessList) -> World {
        World {
            $0.interfaces["home0"]?.accessList = "A"
            $0.accessLists["A"] = list
        }
    }

    private func permit(_ text: String) throws -> PrefixListEntry? {
        PrefixListEntry(.permit, try prefix(text))
    }

    private func end(_ text: String) throws -> AccessEndpoint {
        AccessEndpoint(try prefix(text))
    }

    @Test func aBindingsFilterLooksAtWhereThePacketComesFrom() throws {
        var world = world(filteredBy: try PrefixList(permit("2001:db8:2::/64")))
        var node = MobileNode()
        world.register(&node)
        let before = world.snapshot
        let outcome = world.outcome(of: node.update(movedTo: Place.otherCareOf))
        #expect(outcome == .acknowledged(.administrativelyProhibited))
        #expect(world.snapshot == before, "the binding stays as it was")
        let alternate = node.update(movedTo: Place.careOf).with { $0.alternateCareOfAddresses = [Place.otherCareOf] }
        #expect(world.outcome(of: alternate) == .acknowledged(.accepted), "the care-of address is not asked about")
        let counters = world.engine.filterCounters
        #expect(counters[Self.bindings, .entry(sequence: 5)] == 2)
        #expect(counters[Self.bindings, .implicitDeny] == 1)
    }

    @Test func anAccessListLooksAtHomeAddressAndCareOfAddress() throws {
        let list = try AccessList(
            AccessRule(.deny, from: end("2001:db8:1::200/128")),
            AccessRule(.permit, from: end("2001:db8:1::/64"), to: end("2001:db8:2::/64")))
        var world = world(accessBy: list)
        var (node, other) = (MobileNode(), MobileNode(homeAddress: Place.otherHomeAddress))
        world.register(&node)
        #expect(world.outcome(of: other.update()) == .acknowledged(.administrativelyProhibited))
        #expect(
            world.outcome(of: node.update(movedTo: Place.otherCareOf)) == .acknowledged(.administrativelyProhibited))
        let roundabout = node.update().with { $0.alternateCareOfAddresses = [Place.careOf] }
        #expect(world.outcome(of: roundabout) == .acknowledged(.accepted), "the packet's source is not asked about")
        let counters = world.engine.filterCounters
        #expect(counters[Self.access, .entry(sequence: 10)] == 1)
        #expect(counters[Self.access, .entry(sequence: 20)] == 2)
        #expect(counters[Self.access, .implicitDeny] == 1)
        #expect(world.engine.binding(of: Place.homeAddress)?.careOfAddress == Place.careOf)
    }

    /// What a rule can ask of a Binding Update, and whether one with a Home Address option meets it.
    @Test(
        arguments: [
            ("ipv6", AccessRule(.permit), true),
            ("135", AccessRule(.permit, .header(.mobility)), true),
            ("tcp", AccessRule(.permit, .header(.transmissionControl)), false),
            ("mobility", AccessRule(.permit).with { $0.mobility = .present }, true),
            ("bind-update", AccessRule(.permit).with { $0.mobility = .type(5) }, true),
            ("bind-acknowledgement", AccessRule(.permit).with { $0.mobility = .type(6) }, false),
            ("dest-option-type home-address", AccessRule(.permit).with { $0.destinationOptions = .type(201) }, true),
            ("dest-option-type 5", AccessRule(.permit).with { $0.destinationOptions = .type(5) }, false),
            ("routing", AccessRule(.permit).with { $0.routing = .present }, false),
            ("hbh", AccessRule(.permit).with { $0.needsHopByHopOptions = true }, false),
            ("auth", AccessRule(.permit).with { $0.needsAuthenticationHeader = true }, false),
            ("fragments", AccessRule(.permit).with { $0.needsLaterFragment = true }, false),
            ("dscp default", AccessRule(.permit).with { $0.codePoint = 0 }, true),
            ("dscp ef", AccessRule(.permit).with { $0.codePoint = 46 }, false),
            ("flow-label 0", AccessRule(.permit).with { $0.flowLabel = 0 }, true),
        ] as [(String, AccessRule, Bool)])
    func aRuleLooksAtTheBindingUpdateAsAPacket(name: String, rule: AccessRule, isMet: Bool) throws {
        var world = world(accessBy: try AccessList(rule))
        var node = MobileNode()
        world.receive(node.update())
        world.advance(by: .seconds(1))
        #expect(world.statuses == [isMet ? .accepted : .administrativelyProhibited], "\(name)")
    }

    @Test func bothFiltersMustPermitAndTheFirstThatRefusesDecides() throws {
        var world = World {
            $0.bindingFilter = "F"
            $0.prefixLists["F"] = PrefixList(refusing: IPv6Prefix(Place.otherCareOf))
            $0.homeAgent.accessList = "A"
            $0.interfaces["home0"]?.accessList = "B"
            $0.accessLists["A"] = AccessList(refusing: IPv6Prefix(Place.otherHomeAddress))
            $0.accessLists["B"] = AccessList(refusing: IPv6Prefix(Place.homeAddress))
        }
        var (node, other) = (MobileNode(), MobileNode(homeAddress: Place.otherHomeAddress))
        var outcomes: [World.Outcome?] = []
        outcomes.append(world.outcome(of: node.update(movedTo: Place.otherCareOf)))
        outcomes.append(world.outcome(of: other.update()))
        outcomes.append(world.outcome(of: node.update(movedTo: Place.careOf)))
        #expect(outcomes == Array(repeating: .acknowledged(.administrativelyProhibited), count: 3))
        let counters = world.engine.filterCounters
        #expect(counters[Self.bindings, .entry(sequence: 5)] == 1)
        #expect(counters[Self.bindings, .entry(sequence: 10)] == 2)
        #expect(counters[Self.access, .entry(sequence: 10)] == 1, "what was refused before is not asked about again")
        #expect(counters[Self.access, .entry(sequence: 20)] == 1)
        #expect(counters[FilterName(.accessList, "B"), .entry(sequence: 10)] == 1)
    }

    @Test func aListThatSaysNothingPermits() throws {
        var world = World {
            $0.bindingFilter = "F"
            $0.interfaces["home0"]?.accessList = "A"
        }
        var node = MobileNode()
        world.register(&node)
        world.configure {
            $0.prefixLists["F"] = PrefixList()
            $0.accessLists["A"] = AccessList()
        }
        #expect(world.outcome(of: node.update()) == .acknowledged(.accepted))
        #expect(world.engine.filterCounters == FilterCounters())
    }

    @Test func onlyWhoIsAuthenticatedIsToldAndCounted() throws {
        var world = world(filteredBy: try PrefixList(permit("2001:db8:9::/64")))
        var node = MobileNode()
        #expect(world.outcome(of: node.update().with { $0.signatures = [] }) == .dropped(.authenticationMissing))
        let forged = node.update().with { $0.signatures[0].isForged = true }
        #expect(world.outcome(of: forged) == .acknowledged(.authenticationFailed))
        #expect(world.engine.filterCounters == FilterCounters())
        world.forget()
        world.receive(node.update())
        #expect(world.statuses == [.administrativelyProhibited])
        let answer = try #require(world.acknowledgements.first)
        #expect(answer.isSigned(by: MobileNode.key, securityParameterIndex: 0x1000, for: node.draft()))
    }

    /// A filter must not keep what a node wants to give up, abroad or at home.
    @Test(arguments: [false, true])
    func whoIsRegisteredMayLeave(isAtHome: Bool) throws {
        var world = World()
        var node = MobileNode()
        world.register(&node)
        world.configure {
            $0.bindingFilter = "F"
            $0.prefixLists["F"] = PrefixList(refusing: .everything)
            $0.interfaces["home0"]?.accessList = "A"
            $0.accessLists["A"] = AccessList(refusing: .everything)
        }
        #expect(world.engine.bindings.count == 1, "what is bound stays for its lifetime")
        #expect(world.outcome(of: node.update()) == .acknowledged(.administrativelyProhibited))
        let update = isAtHome ? node.deregistrationAtHome() : node.deregistration()
        #expect(world.outcome(of: update) == .acknowledged(.accepted))
        #expect(world.engine.bindings.isEmpty)
        #expect(world.engine.filterCounters[Self.bindings, .entry(sequence: 5)] == 1)
    }

    /// Refused while duplicate address detection runs for an update that was permitted: that one goes on.
    @Test func aRefusalLeavesARegistrationUnderWay() throws {
        var world = world(filteredBy: try PrefixList(permit("2001:db8:2::/64")))
        var node = MobileNode()
        world.receive(node.update())
        world.receive(node.update(movedTo: Place.otherCareOf))
        #expect(world.statuses == [.administrativelyProhibited])
        world.advance(by: .seconds(1))
        #expect(world.engine.binding(of: Place.homeAddress)?.careOfAddress == Place.careOf)
    }

    @Test func aMatchIsObserved() throws {
        var world = world(accessBy: try AccessList(AccessRule(.deny).with { $0.log = .withInput }))
        var node = MobileNode()
        world.forget()
        world.receive(node.update())
        let matches = world.observations.compactMap { if case .filterMatched(let match) = $0 { match } else { nil } }
        #expect(matches.count == 1)
        let match = try #require(matches.first)
        #expect(match.filter == Self.access)
        #expect(match.verdict.line == .entry(sequence: 10))
        #expect(match.verdict.action == .deny)
        #expect(match.verdict.log == .withInput)
        #expect(match.source == Place.homeAddress && match.destination == Place.careOf)
        #expect(match.upperLayerProtocol == .mobility)
        #expect(match.interface == "wan0")
    }
}
