/// What the hosts of a link were told of prefixes. One that this router advertises no more does not just vanish: until
/// hosts have let it go, it is advertised as deprecated (RFC 7084 section 4.3, L-13).
struct ToldPrefixes: Sendable {
    /// Hosts keep a prefix that long, whoever says otherwise (RFC 4862 section 5.5.3 e).
    private static let longestValidity = Duration.seconds(7200)
    /// Prefixes of a kind that are remembered.
    private static let limit = 256

    private struct Entry {
        var option: PrefixInformation
        var validUntil: Instant
    }

    private var own: [IPv6Prefix: Entry] = [:]
    /// Until when hosts use a prefix because another router told them to.
    private var others: [IPv6Prefix: Instant] = [:]

    /// What is to be said of prefixes that are not among `present` any more, in their order: that they are deprecated,
    /// and valid for what is left of two hours. What another router stands for is left to it.
    func withdrawn(beside present: [PrefixInformation], at now: Instant) -> [PrefixInformation] {
        own.sorted { $0.key < $1.key }.compactMap { prefix, entry in
            // Whole seconds: lifetimes that count down are told rounded up.
            let validity = (min(entry.validUntil, now + Self.longestValidity) - now).components.seconds
            guard validity > 0, !present.contains(where: { $0.prefix == prefix }), now >= others[prefix] ?? now else {
                return nil
            }
            var option = entry.option
            option.routerAddress = nil
            option.preferredLifetime = 0
            option.validLifetime = UInt32(validity)
            return option
        }
    }

    /// This router advertised prefixes, and maybe withdrawn ones beside them.
    mutating func told(_ present: [PrefixInformation], at now: Instant) {
        own = own.mapValues { Entry(option: $0.option, validUntil: min($0.validUntil, now + Self.longestValidity)) }
        for option in present {
            own[option.prefix] = Entry(
                option: option, validUntil: now + .seconds(Int64(option.validLifetime)))
        }
        own = own.filter { now < $0.value.validUntil }
        while own.count > max(Self.limit, present.count),
            let next = own.min(by: { $0.value.validUntil < $1.value.validUntil })
        {
            own[next.key] = nil
        }
    }

    /// Another router advertised.
    mutating func heard(_ advertisement: RouterAdvertisement, at now: Instant) {
        others = others.filter { now < $0.value }
        for case .prefixInformation(let option) in advertisement.options where option.preferredLifetime > 0 {
            guard others[option.prefix] != nil || others.count < Self.limit else { continue }
            others[option.prefix] = now + .seconds(Int64(option.preferredLifetime))
        }
    }
}
