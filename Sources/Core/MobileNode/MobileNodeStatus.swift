/// How it stands with this node as a mobile node.
public struct MobileNodeStatus: Hashable, Sendable {
    /// The home addresses, in their order.
    public var homeAddresses: [HomeAddressStatus]
    /// The links that the node is attached to, the preferred first.
    public var attachments: [Attachment]
    /// The home agents that were heard, the best first.
    public var knownHomeAgents: [KnownHomeAgent]

    /// Puts a status together.
    public init(
        homeAddresses: [HomeAddressStatus] = [], attachments: [Attachment] = [], knownHomeAgents: [KnownHomeAgent] = []
    ) {
        self.homeAddresses = homeAddresses
        self.attachments = attachments
        self.knownHomeAgents = knownHomeAgents
    }
}
