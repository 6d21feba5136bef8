import Core

/// `show ipv6 mobile globals`: what holds for all of Mobile IPv6.
struct MobilityGlobalsReport: Encodable {
    /// A home link in service.
    struct HomeLink: Encodable {
        /// The kernel's name of the interface.
        var interface: String
        /// Whether neighbors can be reached through it.
        var isRunning: Bool
        /// `ipv6 mobile home-agent preference`.
        var preference: UInt16
        /// `ipv6 mobile home-agent access`.
        var accessList: String?
        /// Whether mobile nodes are told of its prefixes.
        var tellsHomePrefixes: Bool
    }

    /// `ipv6 mobile`.
    var isEnabled: Bool
    /// In the order of their names.
    var homeLinks: [HomeLink]
    /// How many bindings there are, and were.
    var bindings: BindingNumbers
    /// `ipv6 mobile binding max`; absent without a bound.
    var maximumBindings: UInt32?
    /// `ipv6 mobile binding lifetime`, in seconds; absent if what is asked for is granted.
    var maximumLifetime: UInt32?
    /// `binding refresh`, in seconds; absent if it is left to mobile nodes.
    var refreshInterval: UInt32?
    /// `ipv6 mobile bindings filter`.
    var bindingsFilter: String?
    /// `binding access`.
    var accessList: String?
    /// `prefix-advertisement interval`, in seconds: what is told of home prefixes unasked.
    var greatestPrefixAdvertisementInterval: UInt32
    /// The least interval.
    var leastPrefixAdvertisementInterval: UInt32
    /// Whether registrations without proof of origin are refused.
    var requiresAuthentication: Bool
    /// How many host groups there are.
    var hostGroups: Int

    /// This node as a correspondent.
    var correspondentNode: CorrespondentNodeStatus
    /// This machine as a mobile node.
    var mobileNode: MobileNodeGlobals

    /// Shows what is configured and what there is.
    init(
        _ configuration: Configuration, _ links: [HomeLinkRouters], _ numbers: BindingNumbers,
        correspondentBindings: UInt64, mobileNode status: MobileNodeStatus
    ) {
        isEnabled = configuration.isMobilityEnabled
        homeLinks = links.map { link in
            let settings = InterfaceName(link.name).flatMap { configuration.interfaces[$0] } ?? InterfaceSettings()
            return HomeLink(
                interface: link.name, isRunning: link.isRunning, preference: settings.homeAgentPreference,
                accessList: settings.accessList,
                tellsHomePrefixes: configuration.tellsHomePrefixes && settings.tellsHomePrefixes)
        }
        bindings = numbers
        maximumBindings = configuration.maximumBindings
        maximumLifetime = configuration.maximumBindingLifetime
        refreshInterval = configuration.homeAgent.refreshInterval
        bindingsFilter = configuration.bindingFilter
        accessList = configuration.homeAgent.accessList
        greatestPrefixAdvertisementInterval = configuration.homeAgent.prefixAdvertisementInterval.maximum
        leastPrefixAdvertisementInterval = configuration.homeAgent.prefixAdvertisementInterval.minimum
        requiresAuthentication = configuration.homeAgent.requiresAuthentication
        hostGroups = configuration.homeAgent.hostGroups.count
        correspondentNode = CorrespondentNodeStatus(configuration, bindings: correspondentBindings)
        mobileNode = MobileNodeGlobals(configuration, status)
    }
}

extension MobilityGlobalsReport: WholeReport {
    static let schema = 1

    /// What is served, how far, and for whom.
    var text: String {
        """
        Mobile IPv6 is \(isEnabled ? "enabled" : "disabled")
        Home links
        \(homeLinks.isEmpty ? "  none\n" : homeLinks.map(\.text).joined())\
        Bindings
          in use: \(bindings.inUse)
          peak: \(bindings.peak)
          maximum: \(maximumBindings.map { "\($0)" } ?? "no bound but memory")
          longest lifetime: \(Self.seconds(maximumLifetime) ?? "what is asked for")
          recommended refresh: \(Self.seconds(refreshInterval) ?? "left to mobile nodes")
        Filters
          binding updates by source: \(bindingsFilter.map { "prefix list \($0)" } ?? "none")
          registrations: \(accessList.map { "access list \($0)" } ?? "none")
        Prefix advertisements
          apart, unasked: \(leastPrefixAdvertisementInterval) to \(greatestPrefixAdvertisementInterval) seconds
        Authentication
          \(requiresAuthentication ? "required" : "optional"), \(hostGroups) host group\(hostGroups == 1 ? "" : "s")
        \(correspondentNode.text)\(mobileNode.text)
        """
    }

    private static func seconds(_ number: UInt32?) -> String? {
        number.map { "\($0) seconds" }
    }
}

extension MobilityGlobalsReport.HomeLink {
    fileprivate var text: String {
        let access = accessList.map { ", access list \($0)" } ?? ""
        let discovery = tellsHomePrefixes ? "" : ", no prefix discovery"
        return "  \(interface): \(isRunning ? "up" : "down"), preference \(preference)\(access)\(discovery)\n"
    }
}
