import Core
import Testing

/// One thing that is wrong with a Binding Update, or with asking for it here and now; see `BindingUpdateFault.all`.
struct BindingUpdateFault: Sendable, CustomTestStringConvertible {
    let name: String
    /// What is to come of it, if nothing that is looked at before it is wrong.
    let outcome: World.Outcome
    /// What comes of it instead if the source is a multicast address, which is never answered (RFC 4443 section 2.4).
    var outcomeForMulticastSource: World.Outcome?
    /// Names of faults that cannot be there at the same time.
    var excluded: Set<String> = []
    /// Brings the home agent into the state in which the fault is one.
    var prepare: @Sendable (inout World, inout MobileNode) -> Void = { _, _ in }
    /// Puts the fault into the update.
    var damage: @Sendable (inout BindingUpdateDraft) -> Void = { _ in }

    var testDescription: String { name }

    /// A world in which every home address has a key, so that no fault hides behind authentication.
    static func world() -> World {
        World {
            let everybody = IPv6Prefix(.unspecified, length: 0) ?? IPv6Prefix(.unspecified)
            $0.homeAgent.hostGroups = [.simulated("ALL", everybody)]
        }
    }

    /// A Binding Update with these faults, and the world that it is for.
    static func scene(_ faults: [BindingUpdateFault]) -> (world: World, update: BindingUpdateDraft) {
        var world = world()
        var node = MobileNode(sequenceNumber: 9)
        for fault in faults { fault.prepare(&world, &node) }
        var update = node.update()
        for fault in faults { fault.damage(&update) }
        return (world, update)
    }
}
