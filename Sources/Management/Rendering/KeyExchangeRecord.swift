import Core

/// How strongSwan negotiates, as it is shown.
struct KeyExchangeRecord: Encodable {
    /// One association of IKE.
    struct Association: Encodable {
        /// The mobile node's.
        var homeAddress: IPv6Address
        /// Where the other end is.
        var remoteAddress: String
        /// Who the other end has proved to be.
        var remoteIdentity: String
        /// `established`, or another of strongSwan's words.
        var state: String
        /// Pairs of security associations that it has negotiated.
        var children: Int
    }

    /// strongSwan's control socket.
    var socket: String
    /// Its version; absent while it does not answer.
    var version: String?
    /// Why it does not answer; absent while it does.
    var absence: String?
    /// Mobile nodes that it is to negotiate with.
    var nodes: Int
    /// Those of them that it has a connection for.
    var nodesLoaded: Int
    /// What it has negotiated.
    var associations: [Association]

    init(_ status: KeyExchangeStatus, homeAddress: IPv6Address?) {
        socket = status.socketPath
        version = status.version
        absence = status.absence
        nodes = status.nodes
        nodesLoaded = status.loaded
        associations = status.associations.filter { homeAddress == nil || $0.homeAddress == homeAddress }.map {
            Association(
                homeAddress: $0.homeAddress, remoteAddress: $0.remoteAddress, remoteIdentity: $0.remoteIdentity,
                state: $0.state.lowercased(), children: $0.children)
        }
    }
}

extension KeyExchangeRecord {
    /// A line for strongSwan, and one for each association.
    var text: String {
        let lines = associations.map { association in
            let pairs = association.children == 1 ? "1 pair" : "\(association.children) pairs"
            return """
                \(association.homeAddress) IKE with \(association.remoteIdentity) at \(association.remoteAddress), \
                \(association.state), \(pairs) of security associations

                """
        }
        return lines.joined() + summary + "\n"
    }

    private var summary: String {
        guard let version else {
            return """
                strongSwan does not answer at \(socket): \(absence ?? "it was not asked yet"); nothing is negotiated for \
                \(nodes) mobile node\(nodes == 1 ? "" : "s"), and what `ipsec ikev2` protects may not pass
                """
        }
        return "strongSwan \(version) at \(socket) has \(nodesLoaded) of \(nodes) connections"
    }
}
