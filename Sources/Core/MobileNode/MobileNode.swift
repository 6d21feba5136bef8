/// The mobile node of RFC 6275 section 11: has its home agents and correspondents know where it is.
struct MobileNode: Sendable {
    /// How it stands with each home address, in their order.
    private(set) var homeAddresses: [HomeAddressStatus] = []
    /// The Binding Update List, in the order of home addresses, the home agent's entry before those of correspondents.
    private(set) var bindingUpdateList: [BindingUpdateListEntry] = []

    /// Takes over a changed configuration, changed links, or a move.
    /// - Parameters:
    ///   - attachments: the links that the node is attached to, the preferred first.
    ///   - configuredHomes: home addresses that were made from home agents that were heard.
    mutating func follow(
        _ attachments: [Attachment], configuredHomes: [HomeAddressConfiguration], _ context: inout Context
    ) {
    }

    /// Takes in what happened.
    mutating func handle(_ event: MobileNodeEvent, _ context: inout Context) {
    }
}
