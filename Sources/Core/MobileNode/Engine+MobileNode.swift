/// What concerns this node as a mobile node.
extension Engine {
    /// How it stands with this node as a mobile node.
    public var mobileNodeStatus: MobileNodeStatus {
        MobileNodeStatus(
            homeAddresses: mobileNode.homeAddresses, attachments: movement.attachments,
            knownHomeAgents: movement.knownHomeAgents(at: context.calendar))
    }

    /// The Binding Update List (RFC 6275 section 11.1), in the order of home addresses, home agents before
    /// correspondents.
    public var bindingUpdateList: [BindingUpdateListEntry] { mobileNode.bindingUpdateList }

    mutating func handle(_ event: MobileNodeEvent) {
        movement.handle(event, &context)
        mobileNode.handle(event, &context)
    }

    /// Lets the registrations follow the links that the node is attached to.
    mutating func followMovement() {
        mobileNode.follow(movement.attachments, configuredHomes: movement.configuredHomes, &context)
    }
}
