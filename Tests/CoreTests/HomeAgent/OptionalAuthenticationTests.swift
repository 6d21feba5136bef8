import Core
import Testing

/// `authentication optional`: home addresses without a key are open, those with one are as safe as ever.
@Suite struct OptionalAuthenticationTests {
    private let unsigned = BindingUpdateDraft().with {
        $0.homeAddressOption = Place.homeAddress(1)
        $0.signatures = []
    }

    private var world: World { World { $0.homeAgent.requiresAuthentication = false } }

    @Test func aHomeAddressWithoutAKeyIsOpen() throws {
        var world = world
        world.receive(unsigned)
        world.advance(by: .seconds(1))
        #expect(world.statuses == [.accepted])
        let acknowledgement = try #require(world.acknowledgements.first?.acknowledgement)
        #expect(acknowledgement.options == [], "an answer to an update without authentication carries none")
    }

    @Test func aHomeAddressWithAKeyNeedsIt() {
        var world = world
        let update = unsigned.with { $0.homeAddressOption = Place.homeAddress }
        #expect(world.outcome(of: update) == .dropped(.authenticationMissing))
        let forged = BindingUpdateDraft().with { $0.signatures[0].isForged = true }
        #expect(world.outcome(of: forged) == .acknowledged(.authenticationFailed))
    }

    @Test func anOptionThatNobodyCanCheckIsNotIgnored() {
        var world = world
        let update = unsigned.with { $0.signatures = [BindingUpdateDraft.Signature()] }
        #expect(world.outcome(of: update) == .dropped(.unknownSecurityParameterIndex))
    }

    /// H=0 without return routability says nothing about who sends it, whatever the setting.
    @Test func aBindingForACorrespondentIsNotOpen() {
        var world = world
        var node = MobileNode(homeAddress: Place.homeAddress(1), signature: nil)
        world.register(&node)
        let update = node.update().with { $0.flags = BindingUpdateDraft.acknowledge }
        #expect(world.outcome(of: update) == .dropped(.correspondentRegistration))
    }

    @Test func requiredAgainItIsRequired() {
        var world = world
        world.configure { $0.homeAgent.requiresAuthentication = true }
        #expect(world.outcome(of: unsigned) == .dropped(.authenticationMissing))
    }
}
