import Core

extension NegotiatedNode {
    /// The best first; what nobody here would choose is taken too, so that any strongSwan is understood.
    private static let proposals: ViciMessage.Value = [
        "aes256gcm16", "aes128gcm16", "aes256-sha256", "aes128-sha256", "default",
    ]

    /// strongSwan's connection (swanctl.conf(5)). One end of IKE is the care-of address; what is negotiated is for the home
    /// address (RFC 4877 section 4). The daemon's own policies say what has to be protected.
    ///
    /// - Parameter certificate: This end's, as it is in its file.
    func connection(certificate: [UInt8]? = nil) -> ViciMessage {
        var settings: ViciMessage = [
            "version": "2",
            // A mobile node that begins anew has forgotten what was before.
            "unique": "replace",
            // The endpoint of IKE follows the mobile node (RFC 4555), and what was negotiated stays.
            "mobike": "yes",
            "local": .section(local(certificate)),
            "remote": .section(remote),
            "children": .section(children),
        ]
        switch role {
        case .homeAgent: settings.append("local_addrs", .texts(homeAgentAddresses.map(\.description)))
        case .mobileNode:
            settings.append("remote_addrs", .texts(homeAgentAddresses.map(\.description)))
            // It does not give up: there is no registration meanwhile.
            settings.append("keyingtries", "0")
            // A home agent that lost its power says nothing, and nothing else would tell of it.
            settings.append("dpd_delay", "60s")
        }
        return [name: .section(settings)]
    }

    /// The key that both ends know, for strongSwan; `nil` if there is none.
    var sharedKey: ViciMessage? {
        guard case .preSharedKey(let key) = exchange.credential else { return nil }
        return [
            "id": .text(name), "type": "IKE", "data": .secret(key),
            "owners": .texts([exchange.localIdentity, exchange.remoteIdentity]),
        ]
    }

    /// The file of this end's certificate; `nil` if there is none.
    var certificateFile: String? {
        if case .certificate(let file) = exchange.credential { file } else { nil }
    }

    private func local(_ certificate: [UInt8]?) -> ViciMessage {
        guard let certificate else { return ["auth": "psk", "id": .text(exchange.localIdentity)] }
        return ["auth": "pubkey", "id": .text(exchange.localIdentity), "certs": .list([certificate])]
    }

    private var remote: ViciMessage {
        ["auth": certificateFile == nil ? "psk" : "pubkey", "id": .text(exchange.remoteIdentity)]
    }

    /// What its pairs of associations are called.
    var childNames: [String] { children.sections.map(\.name) }

    private var children: ViciMessage {
        let identifiers = RequestIdentifiers.negotiated(number)
        var children: ViciMessage = [
            "mobility": .section(transport("135", identifiers.mobility)),
            "prefix-discovery": .section(transport("ipv6-icmp", identifiers.prefixDiscovery)),
        ]
        if protection != .nothing { children.append("tunnel", .section(tunnel(identifiers.tunnelToHomeAgent))) }
        return children
    }

    /// What goes between home address and home agent, of a protocol.
    private func transport(_ selected: String, _ requestIdentifier: UInt32) -> ViciMessage {
        child(
            "transport_proxy", requestIdentifier, mark: IPsecMark.transport,
            homeAgent: homeAgentAddresses.map { "\($0)[\(selected)]" }, mobileNode: ["\(homeAddress)[\(selected)]"])
    }

    /// What goes between home address and everybody else.
    private func tunnel(_ requestIdentifier: UInt32) -> ViciMessage {
        let selected = protection == .everything ? "" : "[135]"
        return child(
            "tunnel", requestIdentifier, mark: IPsecMark.tunnel, homeAgent: ["::/0\(selected)"],
            mobileNode: ["\(homeAddress)\(selected)"])
    }

    private func child(
        _ mode: ViciMessage.Value, _ requestIdentifier: UInt32, mark: UInt32, homeAgent: [String], mobileNode: [String]
    ) -> ViciMessage {
        [
            "mode": mode, "policies": "no", "reqid": .text(requestIdentifier),
            "set_mark_in": .text(IPsecMark.firstInbound | number), "set_mark_out": .text(mark),
            "local_ts": .texts(role == .homeAgent ? homeAgent : mobileNode),
            "remote_ts": .texts(role == .homeAgent ? mobileNode : homeAgent),
            "esp_proposals": Self.proposals,
        ]
    }
}
