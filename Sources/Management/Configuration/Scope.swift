import Core

/// How the part of a configuration that a mode's lines act on is reached.
struct Scope<Target: Sendable>: Sendable {
    /// Changes a part.
    typealias Change = (inout Target) throws(Refusal) -> Void

    /// The part at a path; `nil` if there is none.
    let get: @Sendable (Configuration, [String]) -> Target?
    /// Changes the part at a path in place; refused if there is none.
    let edit: @Sendable (inout Configuration, [String], Change) throws(Refusal) -> Void
}

extension Scope where Target == Configuration {
    /// Global configuration.
    static let global = Scope(
        get: { configuration, _ in configuration },
        edit: { (configuration, _, change) throws(Refusal) in try change(&configuration) })
}

extension Scope where Target == ArchiveSettings {
    /// `archive`.
    static let archive = Scope(
        get: { configuration, _ in configuration.archive },
        edit: { (configuration, _, change) throws(Refusal) in try change(&configuration.archive) })
}

extension Scope where Target == HomeAgentSettings {
    /// `ipv6 mobile home-agent`.
    static let homeAgent = Scope(
        get: { configuration, _ in configuration.homeAgent },
        edit: { (configuration, _, change) throws(Refusal) in try change(&configuration.homeAgent) })
}

extension Scope where Target == CorrespondentNodeConfiguration {
    /// `ipv6 mobile correspondent-node`; while it is off there is nothing in it.
    static let correspondentNode = Scope(
        get: { configuration, _ in
            configuration.correspondentNode.isEnabled ? configuration.correspondentNode : nil
        },
        edit: { (configuration, _, change) throws(Refusal) in try change(&configuration.correspondentNode) })
}

extension Scope where Target == MobileNodeConfiguration {
    /// `ipv6 mobile mobile-node`.
    static let mobileNode = Scope(
        get: { configuration, _ in configuration.mobileNode },
        edit: { (configuration, _, change) throws(Refusal) in
            guard var mobileNode = configuration.mobileNode else {
                throw Refusal("The mobile node is no longer configured.")
            }
            try change(&mobileNode)
            configuration.mobileNode = mobileNode
        })
}

extension Scope where Target == HomeAddressConfiguration {
    /// `home-address ADDRESS/LENGTH`; the path is the mobile node's and the address.
    static let homeAddress = Scope(
        get: { configuration, keys in
            index(of: keys.last, in: configuration).flatMap { configuration.mobileNode?.homeAddresses[$0] }
        },
        edit: { (configuration, keys, change) throws(Refusal) in
            guard let index = index(of: keys.last, in: configuration),
                var home = configuration.mobileNode?.homeAddresses[index]
            else { throw Refusal("The home address is no longer configured.") }
            try change(&home)
            configuration.mobileNode?.homeAddresses[index] = home
        })

    private static func index(of key: String?, in configuration: Configuration) -> Int? {
        let address = key.flatMap { IPv6Address($0) }
        return configuration.mobileNode?.homeAddresses.firstIndex { $0.homeAddress.address == address }
    }
}

extension Scope where Target == HostGroupSettings {
    /// `host group NAME`; the path is the home agent's and the name.
    static let hostGroup = Scope(
        get: { configuration, keys in keys.last.flatMap { configuration.homeAgent.hostGroups[$0] } },
        edit: { (configuration, keys, change) throws(Refusal) in
            guard let name = keys.last, configuration.homeAgent.hostGroups[name] != nil else {
                throw Refusal("The host group is no longer configured.")
            }
            try change(&configuration.homeAgent.hostGroups[name, default: HostGroupSettings()])
        })
}

extension Scope where Target == InterfaceSettings {
    /// `interface NAME`; the path is the name.
    static let interface = Scope(
        get: { configuration, keys in
            keys.last.flatMap { InterfaceName($0) }.flatMap { configuration.interfaces[$0] }
        },
        edit: { (configuration, keys, change) throws(Refusal) in
            guard let name = keys.last.flatMap({ InterfaceName($0) }), configuration.interfaces[name] != nil else {
                throw Refusal("The interface is no longer configured.")
            }
            try change(&configuration.interfaces[name, default: InterfaceSettings()])
        })
}

extension Scope where Target == AccessList {
    /// `ipv6 access-list NAME`; the path is the name.
    static let accessList = Scope(
        get: { configuration, keys in keys.last.flatMap { configuration.accessLists[$0] } },
        edit: { (configuration, keys, change) throws(Refusal) in
            guard let name = keys.last, configuration.accessLists[name] != nil else {
                throw Refusal("The access list is no longer configured.")
            }
            try change(&configuration.accessLists[name, default: AccessList()])
        })
}
