import Core

/// Lines that put filters to use. A filter may be named before it is there.
enum FilterUseLines {
    /// `ipv6 mobile bindings filter`.
    static let bindingFilter = ConfigurationLine<Configuration>.setting(
        Words.ipv6Mobile + [
            .word("bindings", "Binding updates"), .word("filter", "Filter them by where they come from"),
        ],
        Parameter("prefix list", .filterName, "Prefix list of source addresses", suggestions: .prefixList),
        \.bindingFilter)

    /// `ipv6 mobile home-agent access` of an interface.
    static let access = ConfigurationLine<InterfaceSettings>.setting(
        Words.ipv6MobileHomeAgent + [.word("access", "Filter home registrations")], accessList, \.accessList)

    /// `binding` of the home agent: what later IOS gathers there. The ceilings are those of `ipv6 mobile binding`, and
    /// are printed there.
    static let bindingSettings = ConfigurationLine<Configuration>(
        [
            Words.binding,
            .choice([
                [accessWord, .value(accessList)], [lifetimeWord, .value(lifetime)], [maximumWord, .value(maximum)],
            ]),
        ],
        negation: [
            Words.binding,
            .choice([
                [accessWord, .optional([.value(accessList)])], [lifetimeWord, .optional([.value(lifetime)])],
                [maximumWord, .optional([.value(maximum)])],
            ]),
        ],
        read: { configuration in
            configuration.homeAgent.accessList.map { [Arguments(subject(.access), accessList($0))] } ?? []
        },
        set: { configuration, arguments in
            switch arguments[subject] {
            case .access: configuration.homeAgent.accessList = arguments[accessList]
            case .lifetime: configuration.maximumBindingLifetime = arguments[lifetime]
            case .maximum: configuration.maximumBindings = arguments[maximum]
            case nil: break
            }
        },
        remove: { configuration, arguments in
            switch arguments[subject] {
            case .access: configuration.homeAgent.accessList = nil
            case .lifetime: configuration.maximumBindingLifetime = nil
            case .maximum: configuration.maximumBindings = nil
            case nil: break
            }
            return true
        })

    /// What a line is about.
    private enum Subject: Equatable {
        case access, lifetime, maximum
    }

    private static let subject = Key<Subject>("subject")
    private static let accessWord = Grammar.word(
        "access", "Filter registrations on all home links", says: subject, .access)
    private static let lifetimeWord = Grammar.word(
        "lifetime", "Ceiling of the lifetime granted", says: subject, .lifetime)
    private static let maximumWord = Grammar.word(
        "maximum", "Ceiling of the number of bindings", says: subject, .maximum)
    private static let accessList = Parameter(
        "access list", .filterName, "Access list: source home address, destination care-of address",
        suggestions: .accessList)
    private static let lifetime = MobilityLines.maximumLifetime
    private static let maximum = MobilityLines.maximumBindings
}
