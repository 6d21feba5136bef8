import Core

/// An association of IKE that strongSwan tells of.
struct StrongSwanAssociation: Hashable {
    /// A pair of security associations that it has negotiated.
    struct Child: Hashable {
        /// What strongSwan calls its kind: "mobility".
        var name: String
        /// The kernel's `reqid` of both.
        var requestIdentifier: UInt32?
        /// The Security Parameter Indices, in hexadecimal.
        var inbound: String
        var outbound: String
    }

    /// The mobile node's.
    var homeAddress: IPv6Address
    /// strongSwan's number of it.
    var identifier: String
    /// "ESTABLISHED".
    var state: String
    /// Where this end is.
    var localAddress: String
    /// Where the other end is.
    var remoteAddress: String
    /// Who the other end is.
    var remoteIdentity: String
    /// Who this end is.
    var localIdentity: String
    var children: [Child]
    /// Whether it is there, and strongSwan is about to change nothing of it.
    var isAtRest: Bool

    /// Reads the section that an event has of it; `nil` if it is not of the daemon's connections.
    init?(name: String, _ message: ViciMessage) {
        guard let homeAddress = NegotiatedNode.homeAddress(ofName: name), let identifier = message.text("uniqueid")
        else {
            return nil
        }
        self.homeAddress = homeAddress
        self.identifier = Self.word(identifier)
        state = Self.word(message.text("state"))
        localAddress = Self.word(message.text("local-host"))
        remoteAddress = Self.word(message.text("remote-host"))
        remoteIdentity = Self.word(message.text("remote-id"))
        localIdentity = Self.word(message.text("local-id"))
        isAtRest =
            state == "ESTABLISHED" && message.list("tasks-queued").isEmpty && message.list("tasks-active").isEmpty
        children = message.section("child-sas")?.sections.prefix(Self.maximumChildren).map { Child($1) } ?? []
    }

    /// Those that an event tells of, which are its sections.
    static func all(in event: ViciMessage) -> [StrongSwanAssociation] {
        event.sections.compactMap { StrongSwanAssociation(name: $0.name, $0.message) }
    }

    /// Whether it was negotiated as `node` is now.
    func fits(_ node: NegotiatedNode) -> Bool {
        let identifiers = RequestIdentifiers.negotiated(node.number)
        let own = [identifiers.mobility, identifiers.prefixDiscovery, identifiers.tunnelToHomeAgent]
        return children.allSatisfy { child in child.requestIdentifier.map(own.contains) ?? true }
            // Who the ends are shows once there is proof of it.
            && (state == "CONNECTING"
                || localIdentity == node.exchange.localIdentity && !isWithFormerHomeAgent(of: node))
    }

    /// Whether a mobile node has another home agent than when it negotiated.
    private func isWithFormerHomeAgent(of node: NegotiatedNode) -> Bool {
        node.role == .mobileNode && isOfNoHomeAgent(remoteAddress, of: node)
    }

    /// Whether this end is none of the home agent's addresses: strongSwan has moved it to another interface.
    func isAstray(of node: NegotiatedNode) -> Bool {
        node.role == .homeAgent && isOfNoHomeAgent(localAddress, of: node)
    }

    private func isOfNoHomeAgent(_ address: String, of node: NegotiatedNode) -> Bool {
        !address.isEmpty && !node.homeAgentAddresses.contains { IPv6Address(address) == $0 }
    }

    fileprivate static let maximumChildren = 64
    private static let longestWord = 160

    /// What may be said of a text that came from outside.
    fileprivate static func word(_ text: String?) -> String {
        let text = text ?? ""
        return text.utf8.count > longestWord ? String(text.unicodeScalars.prefix(longestWord / 4)) : text
    }
}

extension StrongSwanAssociation.Child {
    fileprivate init(_ message: ViciMessage) {
        name = StrongSwanAssociation.word(message.text("name"))
        requestIdentifier = message.text("reqid").flatMap { UInt32($0) }
        inbound = StrongSwanAssociation.word(message.text("spi-in"))
        outbound = StrongSwanAssociation.word(message.text("spi-out"))
    }
}
