/// Where a session is: which commands it knows, and what its prompt says.
public enum Mode: String, CaseIterable, Codable, Sendable {
    /// Looking, not touching.
    case userExec
    /// Everything but configuration lines.
    case privilegedExec
    /// Global configuration.
    case configure
    /// `archive`.
    case archive
    /// `line`.
    case line
    /// `interface`.
    case interface
    /// `ipv6 mobile home-agent`.
    case homeAgent
    /// `host group`.
    case hostGroup
    /// `ipv6 mobile correspondent-node`.
    case correspondentNode
    /// `ipv6 mobile mobile-node`.
    case mobileNode
    /// `home-address` of a mobile node.
    case homeAddress
    /// `ipv6 access-list`.
    case accessList

    /// The mode that `exit` leads to, and whose lines end this one; `nil` outside configuration.
    var parent: Mode? {
        switch self {
        case .userExec, .privilegedExec, .configure: nil
        case .archive, .line, .interface, .homeAgent, .correspondentNode, .mobileNode, .accessList: .configure
        case .hostGroup: .homeAgent
        case .homeAddress: .mobileNode
        }
    }

    /// Whether lines are configuration.
    public var isConfiguration: Bool { self != .userExec && self != .privilegedExec }

    /// What the prompt says after the host name.
    var promptSuffix: String {
        switch self {
        case .userExec: ">"
        case .privilegedExec: "#"
        case .configure: "(config)#"
        case .archive: "(config-archive)#"
        case .line: "(config-line)#"
        case .interface: "(config-if)#"
        case .homeAgent: "(config-ha)#"
        case .hostGroup: "(config-ha-hg)#"
        case .correspondentNode: "(config-cn)#"
        case .mobileNode: "(config-mn)#"
        case .homeAddress: "(config-mn-home)#"
        case .accessList: "(config-ipv6-acl)#"
        }
    }

    /// What `?` on an empty line says first.
    var helpHeading: String {
        switch self {
        case .userExec, .privilegedExec: "Exec commands:"
        case .configure: "Configuration commands:"
        case .archive: "Archive configuration commands:"
        case .line: "Line configuration commands:"
        case .interface: "Interface configuration commands:"
        case .homeAgent: "Home agent configuration commands:"
        case .hostGroup: "Host group configuration commands:"
        case .correspondentNode: "Correspondent node configuration commands:"
        case .mobileNode: "Mobile node configuration commands:"
        case .homeAddress: "Home address configuration commands:"
        case .accessList: "IPv6 access list configuration commands:"
        }
    }
}
