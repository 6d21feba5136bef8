import Core

/// The configuration of a router, whole: the value behind `show running-config`.
///
/// It is made by parsing and changed by replacing it: whoever uses one holds a value that does not change.
public struct Configuration: Hashable, Sendable {
    /// `hostname` when nothing is configured.
    public static let defaultHostName = "HAOS"

    /// `hostname`.
    public var hostName = defaultHostName
    /// `banner`.
    public var banners = Banners()
    /// `alias exec`: commands by the names that stand for them.
    public var aliases: [String: String] = [:]
    /// `line`.
    public var lines = LineConfiguration()
    /// `logging` and `service`.
    public var logging = LoggingSettings()
    /// `enable secret`, `username`, `privilege`.
    public var access = AccessSettings()
    /// `archive`.
    public var archive = ArchiveSettings()
    /// `ipv6 unicast-routing`.
    public var routesUnicast = false
    /// `ipv6 mobile`: the master switch.
    public var isMobilityEnabled = false
    /// `ipv6 mobile binding lifetime`: ceiling in seconds, 4 to 262140; `nil` grants what is asked for.
    public var maximumBindingLifetime: UInt32?
    /// `ipv6 mobile binding max`: ceiling, 1 and up; `nil` leaves it to the room there is.
    public var maximumBindings: UInt32?
    /// `ipv6 mobile tunnel hop-limit`: 1 and up; `nil` for the default, 64.
    public var tunnelHopLimit: UInt8?
    /// `ipv6 mobile home-agent prefix-discovery`: mobile nodes are told of the prefixes of their home links.
    public var tellsHomePrefixes = true
    /// `ipv6 mobile home-agent`.
    public var homeAgent = HomeAgentSettings()
    /// `ipv6 mobile correspondent-node`.
    public var correspondentNode = CorrespondentNodeConfiguration()
    /// `ipv6 mobile mobile-node`; `nil` where this machine is none.
    public var mobileNode: MobileNodeConfiguration?
    /// `interface`, by the kernel's name.
    public var interfaces: [InterfaceName: InterfaceSettings] = [:]
    /// `ipv6 route`.
    public var staticRoutes: Set<StaticRoute> = []
    /// `ipv6 mobile bindings filter`: the name of the prefix list that judges where Binding Updates come from.
    public var bindingFilter: String?
    /// `ipv6 prefix-list`, by name.
    public var prefixLists: [String: PrefixList] = [:]
    /// `ipv6 prefix-list sequence-number`: sequence numbers are printed also where they follow from the order.
    public var printsPrefixListSequenceNumbers = true
    /// `ipv6 access-list`, by name.
    public var accessLists: [String: AccessList] = [:]

    /// The configuration of a router that nothing was configured for.
    public init() {}
}
