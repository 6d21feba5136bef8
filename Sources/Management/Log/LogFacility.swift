/// The part of the router that a log line is about.
public enum LogFacility: String, Sendable {
    /// The router as a whole.
    case system = "SYS"
    /// The life of the configuration.
    case configuration = "CONFIG"
    /// Interfaces.
    case link = "LINK"
    /// Addresses of this router.
    case ipv6 = "IPV6"
    /// What routers say on links.
    case neighborDiscovery = "IPV6_ND"
    /// Mobility messages and bindings.
    case mobileIPv6 = "MIPV6"
    /// The programs in the kernel that move packets.
    case forwarding = "FORWARDING"
    /// Access lists.
    case accessList = "IPV6_ACL"
    /// Who comes in.
    case login = "SEC_LOGIN"
    /// What operators do.
    case audit = "AUDIT"
}
