import Core

/// `binding` of the home agent: what later IOS gathers there. The ceilings are those of `ipv6 mobile binding`, and
/// `auth-option` is `authentication required`: they are printed as these.
enum HomeAgentBindingLines {
    static let line = ConfigurationLine<Configuration>(
        [
            Words.binding,
            .choice(subjects.map { [$0.word, .parameter($0.value)] } + [[authentication], [.value(lifetime)]]),
        ],
        negation: [
            Words.binding,
            .choice(
                subjects.map { [$0.word, .optional([.parameter($0.value)])] } + [[authentication], [.value(lifetime)]]),
        ],
        read: { configuration in
            let homeAgent = configuration.homeAgent
            return [
                homeAgent.accessList.map { Arguments(subject(.access), accessList($0)) },
                homeAgent.refreshInterval.map { Arguments(subject(.refresh), interval($0)) },
            ].compactMap(\.self)
        },
        set: { configuration, arguments in
            switch arguments[subject] {
            case .access: configuration.homeAgent.accessList = arguments[accessList]
            case .refresh: configuration.homeAgent.refreshInterval = arguments[interval]
            case .authentication: configuration.homeAgent.requiresAuthentication = true
            case .maximum: configuration.maximumBindings = arguments[maximum]
            case .lifetime, nil: configuration.maximumBindingLifetime = arguments[lifetime]
            }
        },
        remove: { configuration, arguments in
            switch arguments[subject] {
            case .access: configuration.homeAgent.accessList = nil
            case .refresh: configuration.homeAgent.refreshInterval = nil
            case .authentication: configuration.homeAgent.requiresAuthentication = true
            case .maximum: configuration.maximumBindings = nil
            case .lifetime, nil: configuration.maximumBindingLifetime = nil
            }
            return true
        })

    /// What a line is about; a number alone is about the lifetime.
    private enum Subject: Equatable {
        case access, authentication, lifetime, maximum, refresh
    }

    private static let subject = Key<Subject>("subject")
    private static let accessList = Parameter(
        "access list", .filterName, "Access list: source home address, destination care-of address",
        suggestions: .accessList)
    private static let interval = Parameter<UInt32>("interval", .number(4...262_140), "Seconds")
    private static let lifetime = MobilityLines.maximumLifetime
    private static let maximum = MobilityLines.maximumBindings

    private static let authentication = Grammar.word(
        "auth-option", "Refuse registrations that do not prove their origin", says: subject, .authentication)
    private static let subjects: [(word: Grammar, value: AnyParameter)] = [
        (.word("access", "Filter registrations on all home links", says: subject, .access), AnyParameter(accessList)),
        (.word("lifetime", "Ceiling of the lifetime granted", says: subject, .lifetime), AnyParameter(lifetime)),
        (.word("maximum", "Ceiling of the number of bindings", says: subject, .maximum), AnyParameter(maximum)),
        (.word("refresh", "When to ask for the next registration", says: subject, .refresh), AnyParameter(interval)),
    ]
}
