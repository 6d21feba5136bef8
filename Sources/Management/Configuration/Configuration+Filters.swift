extension Configuration {
    /// Filters that are named and say nothing.
    var filterWarnings: [String] {
        prefixListUses.filter { prefixLists[$0.name]?.entries.isEmpty != false }
            .map { "Prefix list \($0.name), named by \($0.line), has no entries: it permits everything." }
            + accessListUses.filter { accessLists[$0.name]?.hasRules != true }
            .map { "Access list \($0.name), named by \($0.line), has no rules: it permits everything." }
    }

    /// The prefix lists that lines name, and those lines.
    var prefixListUses: [(name: String, line: String)] {
        let sources = bindingFilter.map { [(name: $0, line: "`ipv6 mobile bindings filter`")] } ?? []
        let policy = correspondentNode.routeOptimization.map {
            [(name: $0.prefixList, line: "`route-optimization \($0.action.rawValue)`")]
        }
        return sources + (policy ?? [])
    }

    /// The access lists that lines name, and those lines.
    private var accessListUses: [(name: String, line: String)] {
        let general = homeAgent.accessList.map { [(name: $0, line: "`binding access`")] } ?? []
        let links = interfaces.filter { $0.value.accessList != nil }.sorted { $0.key < $1.key }.compactMap {
            interface, settings in
            settings.accessList.map { (name: $0, line: "`ipv6 mobile home-agent access` of interface \(interface)") }
        }
        return general + links
    }
}
