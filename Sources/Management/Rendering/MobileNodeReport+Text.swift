import Core

extension MobileNodeReport: WholeReport {
    static let schema = 1

    /// Home addresses, links and home agents, a block each.
    var text: String {
        guard isEnabled else { return "This machine is no mobile node.\n" }
        let attached = isDetached ? "detached by `detach`" : "attached to \(Self.links(attachments.count))"
        return "The mobile node is \(attached)\n"
            + Self.section("Home addresses", homeAddresses.map(\.text))
            + Self.section("Links", attachments.map(\.text)) + homeAgents
    }

    private static func links(_ count: Int) -> String {
        count == 1 ? "1 link" : "\(count) links"
    }

    private static func section(_ title: String, _ blocks: [String]) -> String {
        "\(title)\n" + (blocks.isEmpty ? "  none\n" : blocks.joined())
    }

    private var homeAgents: String {
        guard !knownHomeAgents.isEmpty else { return Self.section("Known home agents", []) }
        let rows = knownHomeAgents.map { homeAgent in
            [
                "  \(homeAgent.address)/\(homeAgent.prefixLength)", "\(homeAgent.rank)", "\(homeAgent.advertisements)",
                homeAgent.lastHeard,
            ]
        }
        return "Known home agents\n" + TextTable.text([["  Address", "Rank", "Advertisements", "Last heard"]] + rows)
    }
}

extension MobileNodeReport.HomeAddress {
    fileprivate var text: String {
        let origin = isAutoConfigured ? ", configured itself" : ""
        let way = [careOfAddress.isEmpty ? nil : careOfAddress, interface.isEmpty ? nil : "on \(interface)"]
            .compactMap(\.self).joined(separator: " ")
        return """
              \(homeAddress)/\(prefixLength)\(origin)
                state \(state), home agent \(homeAgent.isEmpty ? "unknown" : homeAgent)
            \(way.isEmpty ? "" : "    \(careOfAddress.isEmpty ? "" : "via ")\(way)\n")\
            \(lastStatus.map { "    last answer \(BindingStatus(rawValue: $0))\n" } ?? "")\
            \(homeLink.map { "    home link: \($0.text)\n" } ?? "")\
                handovers \(handovers)\(lastHandover.map { ", the last in \($0.text)" } ?? "")

            """
    }
}

extension MobileNodeReport.HomeLink {
    fileprivate var text: String {
        let lifetimes = [
            validLifetimeRemaining.map { "prefix valid for \($0) seconds" },
            preferredLifetimeRemaining.map { "preferred for \($0) seconds" },
        ]
        let managed = [
            isManaged ? "addresses" : nil, hasOtherConfiguration ? "other configuration" : nil,
        ].compactMap(\.self)
        let configuration = "DHCPv6 for \(managed.isEmpty ? "nothing" : managed.joined(separator: " and "))"
        return (lifetimes.compactMap(\.self) + [configuration]).joined(separator: ", ")
    }
}

extension MobileNodeReport.Link {
    fileprivate var text: String {
        let validity = lifetimeRemaining.map { ", \($0) seconds remaining" } ?? ""
        return """
              \(interface)
                router \(router)\(routerLinkLayerAddress.map { ", \($0)" } ?? "")
                prefixes \(prefixes.isEmpty ? "none" : prefixes.joined(separator: ", "))
                care-of address \(careOfAddress.isEmpty ? "none" : careOfAddress)\(validity)

            """
    }
}
