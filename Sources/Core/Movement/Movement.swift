/// Which links this node is attached to as a mobile node, and when it has moved (RFC 6275 section 11.5.1).
struct Movement: Sendable {
    /// The links, the preferred first.
    private(set) var attachments: [Attachment] = []
    /// The home addresses that were made from home agents that were heard.
    private(set) var configuredHomes: [HomeAddressConfiguration] = []
    /// The home agents that were heard, the best first.
    private(set) var knownHomeAgents: [KnownHomeAgent] = []

    /// Takes over a changed configuration, or changed links.
    mutating func surroundingsChanged(_ context: inout Context) {
    }

    /// Takes in what happened.
    mutating func handle(_ event: MobileNodeEvent, _ context: inout Context) {
    }
}
