import Core

/// The ways to say which bindings are meant.
enum BindingArguments {
    static let homeAddress: [Grammar] = [.word("home-address", "By home address"), .value(home)]
    static let careOfAddress: [Grammar] = [.word("care-of-address", "By care-of address"), .value(careOf)]
    static let interface: [Grammar] = [.word("interface", "By home link"), .value(link)]

    /// What was said.
    static func selector(_ arguments: Arguments) -> BindingSelector {
        BindingSelector(
            homeAddress: arguments[home], careOfAddress: arguments[careOf], homeLink: arguments[link]?.text)
    }

    private static let home = Parameter("home address", .addressOrPrefix, "One address, or all in a prefix")
    private static let careOf = Parameter("care-of address", .addressOrPrefix, "One address, or all in a prefix")
    private static let link = Parameter("interface", .interfaceName, "Interface", suggestions: .interface)
}
