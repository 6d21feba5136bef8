import Core

/// How strongSwan negotiates for mobile nodes. There is no key in it.
public struct KeyExchangeStatus: Hashable, Sendable {
    /// One association of IKE.
    public struct Association: Hashable, Sendable {
        /// The mobile node's.
        public var homeAddress: IPv6Address
        /// Where the other end is, as strongSwan says it: a care-of address, most often.
        public var remoteAddress: String
        /// Who the other end has proved to be.
        public var remoteIdentity: String
        /// strongSwan's word for its state: "ESTABLISHED".
        public var state: String
        /// How many pairs of security associations it has negotiated.
        public var children: Int

        /// Describes an association.
        public init(
            homeAddress: IPv6Address, remoteAddress: String, remoteIdentity: String, state: String, children: Int
        ) {
            self.homeAddress = homeAddress
            self.remoteAddress = remoteAddress
            self.remoteIdentity = remoteIdentity
            self.state = state
            self.children = children
        }
    }

    /// strongSwan's control socket.
    public var socketPath: String
    /// Its version; `nil` while it does not answer.
    public var version: String?
    /// Why it does not; `nil` while it does.
    public var absence: String?
    /// Mobile nodes that it is to negotiate with.
    public var nodes: Int
    /// Those of them that it has a connection for.
    public var loaded: Int
    /// What it has negotiated, by home address.
    public var associations: [Association]

    /// Describes a strongSwan that has negotiated nothing.
    public init(
        socketPath: String, version: String?, absence: String?, nodes: Int, loaded: Int,
        associations: [Association] = []
    ) {
        self.socketPath = socketPath
        self.version = version
        self.absence = absence
        self.nodes = nodes
        self.loaded = loaded
        self.associations = associations
    }
}
