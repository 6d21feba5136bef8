import Core

/// Lines that put filters to use. A filter may be named before it is there.
enum FilterUseLines {
    /// `ipv6 mobile bindings filter`.
    static let bindingFilter = ConfigurationLine<Configuration>.setting(
        Words.ipv6Mobile + [
            .word("bindings", "Which Binding Updates are taken"), .word("filter", "By the address that they come from"),
        ],
        Parameter("prefix list", .filterName, "Prefix list of source addresses", suggestions: .prefixList),
        \.bindingFilter)

    /// `ipv6 mobile home-agent access` of an interface.
    static let access = ConfigurationLine<InterfaceSettings>.setting(
        Words.ipv6MobileHomeAgent + [.word("access", "Who may register on this link, and roam where")], accessList,
        \.accessList)

    private static let accessList = Parameter(
        "access list", .filterName, "Access list: source home address, destination care-of address",
        suggestions: .accessList)
}
