/// The names that exist in a router.
struct RouterNames: NameSource {
    let router: any ManagedRouter

    func names(of kind: NameKind) -> [String] {
        switch kind {
        case .interface: Array(Set(router.interfaceNames + router.configuration.interfaces.keys.map(\.text)))
        case .homeLink: router.configuration.interfaces.filter(\.value.isHomeAgentEnabled).keys.map(\.text)
        case .hostGroup: Array(router.configuration.homeAgent.hostGroups.keys)
        case .knownHomeAgent: router.mobileNodeStatus.knownHomeAgents.map(\.address.address.description)
        case .file: (try? router.files.names(beginningWith: ""))?.map(\.text) ?? []
        case .alias: Array(router.configuration.aliases.keys)
        case .prefixList: Array(router.configuration.prefixLists.keys)
        case .accessList: Array(router.configuration.accessLists.keys)
        case .user: Array(router.configuration.access.users.keys)
        }
    }
}
