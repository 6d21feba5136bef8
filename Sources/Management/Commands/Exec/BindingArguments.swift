import Core

/// The ways to say which bindings are meant.
enum BindingArguments {
    static let homeAddress: [Grammar] = [.word("home-address", "By home address"), .value(home)]
    static let careOfAddress: [Grammar] = [.word("care-of-address", "By care-of address"), .value(careOf)]
    static let identifier: [Grammar] = [.word("nai", "By identifier"), .value(identity)]
    /// Later IOS leaves the word out.
    static let interface: [Grammar] = [
        .choice([[.word("interface", "By home link"), .value(link)], [.value(bareLink)]])
    ]

    /// What was said; the name of an interface that is not there is refused.
    static func selector(
        _ arguments: Arguments, on router: any ManagedRouter
    ) throws(CommandFailure) -> BindingSelector {
        try InterfaceArguments.requireInterface(link, arguments, on: router)
        return BindingSelector(
            homeAddress: arguments[home], careOfAddress: arguments[careOf], homeLink: arguments[link]?.text,
            identity: arguments[identity])
    }

    private static let home = Parameter("home address", .addressOrPrefix, "One address, or all in a prefix")
    private static let careOf = Parameter("care-of address", .addressOrPrefix, "One address, or all in a prefix")
    private static let identity = Parameter("identifier", .identifier, "user@realm, or @realm for everybody of a realm")
    private static let link = Parameter("interface", .interfaceName, "Interface", suggestions: .interface)
    private static let bareLink = Parameter(
        "interface", .interfaceNameAmongKeywords, "Home link", suggestions: .interface)
}
