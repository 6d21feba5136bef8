import Core

/// `ipv6 nd prefix` of an interface: what is advertised of its prefixes, and which others are.
enum AdvertisedPrefixLines {
    static let all = [SchemaLine(line, in: .interface)]

    /// Prefixes with parameters of their own that an interface may have.
    private static let maximumPrefixes = 256

    private static let isDefault = Key<Bool>("default")
    private static let prefix = Parameter("prefix", .maskedPrefix, "Prefix, of an address of the interface or not")

    private static let validHelp = "Seconds for which the prefix is on the link"
    private static let preferredHelp = "Seconds for which its addresses are preferred"
    private static let valid = LifetimeGrammar.parameter("valid lifetime", validHelp)
    private static let preferred = LifetimeGrammar.parameter("preferred lifetime", preferredHelp)
    private static let validDate = DateGrammar("valid")
    private static let preferredDate = DateGrammar("preferred")

    private static let isOffLink = Key<Bool>("off-link")
    private static let hidesAddress = Key<Bool>("no-rtr-address")
    private static let forbidsAutoconfiguration = Key<Bool>("no-autoconfig")
    private static let isHidden = Key<Bool>("no-advertise")

    private static let ipv6NDPrefix = Words.ipv6NeighborDiscovery + [.word("prefix", "What is advertised of prefixes")]

    private static let subject = Grammar.choice([
        [.word("default", "Every prefix without a line of its own", says: isDefault, true)], [.value(prefix)],
    ])

    private static let parameters: [Grammar] = [
        .optional([
            .choice([
                [LifetimeGrammar.grammar(valid), LifetimeGrammar.grammar(preferred)],
                [.word("at", "Lifetimes end at dates")] + validDate.grammar + preferredDate.grammar,
            ])
        ]),
        .anyOrder([
            [.word("off-link", "Do not say that the prefix is on the link", says: isOffLink, true)],
            [.word("no-rtr-address", "Do not tell the router's full address", says: hidesAddress, true)],
            [.word("no-autoconfig", "Hosts are to make no addresses of it", says: forbidsAutoconfiguration, true)],
            [.word("no-advertise", "Do not advertise the prefix", says: isHidden, true)],
        ]),
    ]

    private static let line = ConfigurationLine<InterfaceSettings>(
        ipv6NDPrefix + [subject] + parameters, negation: ipv6NDPrefix + [subject] + parameters,
        read: { interface in
            let common = interface.prefixes.common.map { [say(Arguments(isDefault(true)), $0)] } ?? []
            return common
                + interface.prefixes.individual.sorted { $0.key < $1.key }.map { say(Arguments(prefix($0)), $1) }
        },
        set: { (interface, arguments) throws(Refusal) in
            let parameters = try hear(arguments)
            guard let prefix = try checkedPrefix(arguments, in: interface) else {
                interface.prefixes.common = parameters
                return
            }
            interface.prefixes.individual[prefix] = parameters
        },
        remove: { interface, arguments in
            guard let prefix = arguments[prefix] else {
                defer { interface.prefixes.common = nil }
                return interface.prefixes.common != nil
            }
            return interface.prefixes.individual.removeValue(forKey: prefix) != nil
        })

    /// `nil` for `default`.
    private static func checkedPrefix(
        _ arguments: Arguments, in interface: InterfaceSettings
    ) throws(Refusal) -> IPv6Prefix? {
        guard let new = arguments[prefix] else { return nil }
        if new.address.isMulticast || new.address.isLinkLocal {
            throw Refusal(prefix, "\(new) is no prefix that a router advertises (RFC 4861 section 4.6.2).")
        }
        if interface.prefixes.individual[new] == nil, interface.prefixes.individual.count >= maximumPrefixes {
            throw Refusal(prefix, "An interface has at most \(maximumPrefixes) prefixes with parameters of their own.")
        }
        return new
    }

    private static func say(_ subject: Arguments, _ parameters: PrefixParameters<LocalDate>) -> Arguments {
        var arguments = subject
        switch parameters.lifetimes {
        case .seconds(let valid, let preferred):
            arguments.append(contentsOf: Arguments(Self.valid(valid), Self.preferred(preferred)))
        case .until(let valid, let preferred):
            arguments.append(contentsOf: validDate(valid))
            arguments.append(contentsOf: preferredDate(preferred))
        case nil: break
        }
        arguments.append(isOffLink(!parameters.isOnLink))
        arguments.append(hidesAddress(!parameters.tellsRouterAddress))
        arguments.append(forbidsAutoconfiguration(!parameters.isAutonomous))
        arguments.append(isHidden(!parameters.isAdvertised))
        return arguments
    }

    private static func hear(_ arguments: Arguments) throws(Refusal) -> PrefixParameters<LocalDate> {
        var parameters = PrefixParameters<LocalDate>()
        parameters.lifetimes = try lifetimes(arguments)
        parameters.isOnLink = arguments[isOffLink] != true
        parameters.tellsRouterAddress = arguments[hidesAddress] != true
        parameters.isAutonomous = arguments[forbidsAutoconfiguration] != true
        parameters.isAdvertised = arguments[isHidden] != true
        return parameters
    }

    /// `nil` if the line says none.
    private static func lifetimes(_ arguments: Arguments) throws(Refusal) -> PrefixLifetimes<LocalDate>? {
        if let valid = arguments[valid], let preferred = arguments[preferred] {
            guard preferred <= valid else {
                throw Refusal(Self.preferred, "The preferred lifetime is longer than the valid lifetime.")
            }
            return .seconds(valid: valid, preferred: preferred)
        }
        guard let valid = try validDate.date(arguments), let preferred = try preferredDate.date(arguments) else {
            return nil
        }
        guard preferred <= valid else {
            throw preferredDate.refusal("The preferred date is after the valid date.")
        }
        return .until(valid: valid, preferred: preferred)
    }
}
