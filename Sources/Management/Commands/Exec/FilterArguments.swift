import Core

/// The ways to say which filter is meant.
enum FilterArguments {
    static let prefixList = Parameter("prefix list", .filterName, "Name of the list", suggestions: .prefixList)
    static let accessList = Parameter("access list", .filterName, "Name of the list", suggestions: .accessList)

    /// Refuses the name of a filter that is not there.
    static func requireFilter(
        _ filter: FilterName, in configuration: Configuration, _ arguments: Arguments, _ parameter: Parameter<String>
    ) throws(CommandFailure) {
        let (isThere, kind) =
            switch filter.kind {
            case .prefixList: (configuration.prefixLists[filter.name] != nil, "prefix list")
            case .accessList: (configuration.accessLists[filter.name] != nil, "access list")
            }
        guard !isThere else { return }
        throw CommandFailure(
            .refused, at: arguments.offset(named: parameter.key.name), reason: "There is no \(kind) \(filter.name).")
    }
}
