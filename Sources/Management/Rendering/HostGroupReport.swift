import Core

/// `show ipv6 mobile host groups`, made group by group, so that thousands need no room. No key is in it.
struct HostGroupReport: Report {
    /// The version of the JSON form.
    static let schema = 1

    /// A host group.
    struct Group: Encodable {
        /// A mobility security association, without its key.
        struct Association: Encodable {
            /// Security Parameter Index of what mobile nodes send.
            var inboundSPI: UInt32
            /// Security Parameter Index of the answers.
            var outboundSPI: UInt32
            /// How messages are authenticated.
            var algorithm = "hmac-sha1"
            /// What protects from repeated messages: `sequence` numbers, or a `timestamp`.
            var replayProtection: String
            /// Seconds that timestamps may be off; absent with sequence numbers.
            var replayWindow: UInt8?
        }

        /// The operator's name for it.
        var name: String
        /// One mobile node, or everybody of a realm; absent if home addresses alone tell.
        var mobileNodeIdentifier: String?
        /// One home address, a prefix of them, or `autoconfig`; absent if there is none yet.
        var address: String?
        /// By inbound index.
        var securityAssociations: [Association]
        /// What goes under ESP; absent for nothing.
        var ipsec: IPsecDescription?
    }

    private let groups: [(name: String, settings: HostGroupSettings)]

    /// Shows all groups, or the one of a name.
    init(_ configuration: Configuration, name: String? = nil) {
        groups = configuration.homeAgent.hostGroups.filter { name ?? $0.key == $0.key }.sorted { $0.key < $1.key }
            .map { (name: $0.key, settings: $0.value) }
    }

    /// A block a group.
    func textPieces() -> AnyIterator<String> {
        AnyIterator(groups.lazy.map { Group($0, $1).text }.makeIterator())
    }

    /// `{"schema": 1, "hostGroups": [...]}`.
    func jsonPieces() -> AnyIterator<String> {
        JSONText.document(
            "hostGroups", AnyIterator(groups.lazy.map { Group($0, $1) }.makeIterator()), schema: Self.schema)
    }
}

extension HostGroupReport.Group {
    fileprivate init(_ name: String, _ settings: HostGroupSettings) {
        self.name = name
        mobileNodeIdentifier = settings.identifier?.description
        address = settings.homeAddresses.map(HostGroupSettings.text)
        securityAssociations = settings.securityAssociations.sorted { $0.key < $1.key }.map { index, association in
            Association(
                inboundSPI: index, outboundSPI: association.outboundIndex ?? index,
                replayProtection: association.replayWindow == nil ? "sequence" : "timestamp",
                replayWindow: association.replayWindow)
        }
        ipsec = settings.ipsec.map(IPsecDescription.init)
    }

    fileprivate var text: String {
        """
        Host group \(name)
        \(mobileNodeIdentifier.map { "  nai \($0)\n" } ?? "")\
          address \(address ?? "none")
        \(securityAssociations.map(\.text).joined())\(ipsec?.text ?? "")
        """
    }
}

extension HostGroupReport.Group.Association {
    fileprivate var text: String {
        let replay = replayWindow.map { "timestamps within \($0) seconds" } ?? "sequence numbers"
        let indices =
            inboundSPI == outboundSPI
            ? "SPI \(Self.text(inboundSPI))"
            : "inbound SPI \(Self.text(inboundSPI)), outbound SPI \(Self.text(outboundSPI))"
        return "  \(indices)\n    algorithm \(algorithm), replay protection by \(replay)\n"
    }

    /// `hex 1000 (decimal 4096)`.
    private static func text(_ index: UInt32) -> String {
        "hex \(String(index, radix: 16)) (decimal \(index))"
    }
}
