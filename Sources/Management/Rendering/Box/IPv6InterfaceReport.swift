import Core

/// `show ipv6 interface`: a block an interface, or with `brief` its addresses alone.
struct IPv6InterfaceReport: Report {
    /// The version of the JSON form.
    static let schema = 1

    /// The interfaces to show.
    let interfaces: [IPv6InterfaceStatus]
    /// Whether only states and addresses are shown.
    let isBrief: Bool

    func textPieces() -> AnyIterator<String> {
        AnyIterator(interfaces.lazy.map { isBrief ? $0.briefText : $0.text }.makeIterator())
    }

    /// `{"schema": 1, "interfaces": [...]}`, of every interface the same, brief or not.
    func jsonPieces() -> AnyIterator<String> {
        JSONText.document("interfaces", AnyIterator(interfaces.makeIterator()), schema: Self.schema)
    }
}

extension IPv6InterfaceStatus {
    /// The name and states, then an address a line.
    fileprivate var briefText: String {
        let state = !isEnabled ? "administratively down" : isRunning ? "up" : "down"
        let columns = TextColumns(widths: [23])
        let addresses = addresses.map { "    \($0.briefText)\n" }
        return columns.line(name, "[\(state)/\(isRunning ? "up" : "down")]")
            + (addresses.isEmpty ? "    unassigned\n" : addresses.joined())
    }

    fileprivate var text: String {
        let description = description.map { "  Description: \($0)\n" } ?? ""
        return InterfaceStatus.headline(name, isEnabled: isEnabled, isRunning: isRunning) + description
            + (hasIPv6 ? details : ["IPv6 is disabled"]).map { "  \($0)\n" }.joined()
    }

    private var details: [String] {
        let (local, others) = (addresses.filter(\.address.isLinkLocal), addresses.filter { !$0.address.isLinkLocal })
        return [
            "IPv6 is enabled, "
                + (local.isEmpty
                    ? "no link-local address" : "link-local address is \(local.map(\.text).joined(separator: ", "))"),
            others.isEmpty ? "No other unicast address" : "Other unicast addresses:",
        ]
            + others.map { "  \($0.text)" }
            + [groups.isEmpty ? "No multicast group joined" : "Joined multicast groups:"]
            + groups.map { "  \($0)" }
            + [
                "MTU is \(maximumTransmissionUnit) octets, hop limit is \(hopLimit)",
                "Forwarding is \(forwards ? "on" : "off"), "
                    + "Router Advertisements of others are \(acceptsRouterAdvertisements ? "accepted" : "ignored")",
                duplicateAddressDetectionAttempts == 0
                    ? "ND DAD is disabled"
                    : "ND DAD is enabled, number of attempts: \(duplicateAddressDetectionAttempts)",
                "ND reachable time is \(reachableTime) milliseconds, "
                    + "retransmission interval is \(retransmissionInterval) milliseconds",
            ]
            + (advertisement?.lines ?? ["ND router advertisements are not sent"])
    }
}

extension InterfaceAddressStatus {
    fileprivate var briefText: String {
        "\(address)" + (states.isEmpty ? "" : " [\(states.map(\.rawValue).joined(separator: ", "))]")
    }
}
