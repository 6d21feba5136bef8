/// Kinds of things that have names.
enum NameKind: Hashable, Sendable {
    /// Interfaces of the machine and of the configuration.
    case interface
    /// Interfaces with a home agent.
    case homeLink
    /// Host groups of the home agent.
    case hostGroup
    /// Home agents that this machine has heard as a mobile node.
    case knownHomeAgent
    /// Files in the daemon's own folder.
    case file
    /// Prefix lists.
    case prefixList
    /// Aliases.
    case alias
    /// Access lists.
    case accessList
    /// People who operate the router.
    case user
}
