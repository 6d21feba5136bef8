/// The correspondents of a mobile node that may take the direct way (RFC 6275 sections 11.6 and 11.7.2).
///
/// Only packets that came through a tunnel make a correspondent be asked, a bounded number of them at a time; what they
/// are asked, and whether again, is `CorrespondentRegistration`'s.
struct RouteOptimizer: Sendable {
    /// Correspondents at a time; of those that are idle the least recently used gives its place.
    static let capacity = 256
    /// How long after an update a correspondent is not told anew that asks for it.
    private static let refreshDistance = Duration.seconds(5)

    private(set) var registrations: [MobileRouteKey: CorrespondentRegistration] = [:]
    /// Where the home addresses are.
    private var bases: [IPv6Address: Standpoint] = [:]
    /// Correspondents that are asked for the first time: anybody can pretend to be many.
    private var beginnings = TokenBucket(rate: 20, burst: 64)

    /// From where a home address talks, and what it may still be reached at.
    private struct Standpoint {
        var base: RouteBase
        var careOfAddresses: [IPv6Address]
        /// When the binding at the home agent ends; `nil` if there is none.
        var expiry: Instant?
        /// What of its tunnel goes under ESP.
        var protection: TunnelProtection

        func isSame(as other: Standpoint?) -> Bool {
            guard let other else { return false }
            return base.isSamePlace(as: other.base) && careOfAddresses == other.careOfAddresses
                && (expiry == nil) == (other.expiry == nil)
        }
    }

    /// The entries of a home address in the Binding Update List, in the order of the correspondents.
    func entries(of homeAddress: IPv6Address, at now: Instant) -> [BindingUpdateListEntry] {
        keys(of: homeAddress).compactMap { registrations[$0] }.filter { $0.phase != .idle }
            .map { $0.entry(at: now) }
    }

    private func keys(of homeAddress: IPv6Address) -> [MobileRouteKey] {
        registrations.keys.filter { $0.homeAddress == homeAddress }.sorted()
    }

    private func base(_ homeAddress: IPv6Address) -> RouteBase { bases[homeAddress]?.base ?? .none }

    private mutating func with<Result>(
        _ key: MobileRouteKey, _ change: (inout CorrespondentRegistration, RouteBase) -> Result
    ) -> Result? {
        guard let index = registrations.index(forKey: key) else { return nil }
        registrations.values[index].homeBindingExpiry = bases[key.homeAddress]?.expiry
        registrations.values[index].isHomeTestProtected =
            bases[key.homeAddress].map { $0.protection != .nothing } ?? false
        return change(&registrations.values[index], base(key.homeAddress))
    }

    // MARK: The home address moves

    /// Has the correspondents of a home address follow it.
    mutating func follow(_ home: HomeRegistration, _ context: inout Context) {
        let standpoint = Standpoint(
            base: home.routeBase, careOfAddresses: home.attachments.compactMap(\.careOfAddress),
            expiry: home.binding?.expiry, protection: home.tunnelProtection)
        guard !standpoint.isSame(as: bases.updateValue(standpoint, forKey: home.homeAddress)) else { return }
        for key in keys(of: home.homeAddress) {
            _ = with(key) { registration, base in
                registration.follow(base, standpoint.careOfAddresses, hasTunnel: standpoint.expiry != nil, &context)
            }
        }
    }

    /// Ends what the operator does not want any more.
    mutating func followConfiguration(_ context: inout Context) {
        for key in registrations.keys.sorted() where !isWanted(key, context) { takeLeave(key, &context) }
    }

    /// Gives up all bindings of a home address that can be given up without waiting for an answer.
    mutating func takeLeave(of homeAddress: IPv6Address, _ context: inout Context) {
        for key in keys(of: homeAddress) { takeLeave(key, &context) }
        bases[homeAddress] = nil
    }

    private mutating func takeLeave(_ key: MobileRouteKey, _ context: inout Context) {
        _ = with(key) { registration, base in registration.takeLeave(base, &context) }
        registrations[key] = nil
    }

    // MARK: Correspondents

    /// A packet came through the tunnel that could have come directly.
    mutating func tunnelled(_ key: MobileRouteKey, _ context: inout Context) {
        // What has to be under ESP on its way to the home agent must not go without it on another.
        guard case .away(_, _, let homeAgent) = base(key.homeAddress), key.correspondent != homeAgent,
            bases[key.homeAddress]?.protection != .everything, isWanted(key, context),
            key.correspondent.isUnicastRoutable, !context.links.isLocal(key.correspondent)
        else { return }
        if registrations[key] == nil {
            guard beginnings.take(at: context.now), makeRoom(&context) else { return }
            registrations[key] = CorrespondentRegistration(key, context)
        }
        _ = with(key) { registration, base in
            registration.lastUse = context.now
            if registration.phase == .idle { registration.begin(isDeletion: false, base, &context) }
        }
    }

    private func isWanted(_ key: MobileRouteKey, _ context: Context) -> Bool {
        guard let configuration = context.configuration.mobileNode, configuration.isRouteOptimizationEnabled else {
            return false
        }
        return !configuration.exclusions.contains { $0.port == nil && $0.prefix.contains(key.correspondent) }
    }

    private mutating func makeRoom(_ context: inout Context) -> Bool {
        guard registrations.count >= Self.capacity else { return true }
        let idle = registrations.values.filter { $0.isIdle(at: context.now) }
        guard let oldest = idle.min(by: { ($0.lastUse, $0.key) < ($1.lastUse, $1.key) }) else { return false }
        takeLeave(oldest.key, &context)
        return true
    }

    /// The forwarding plane says how much a way was used.
    mutating func used(_ key: MobileRouteKey, _ use: RouteOptimizationUse, _ context: inout Context) {
        _ = with(key) { registration, base in registration.used(use, base, &context) }
    }

    /// Something is due.
    mutating func deadline(_ key: MobileRouteKey, _ context: inout Context) {
        _ = with(key) { registration, base in registration.deadline(base, &context) }
    }

    // MARK: Packets

    /// - Returns: why the message is dropped; `nil` if it is not.
    mutating func received(
        _ test: CorrespondentRegistration.Test, of key: MobileRouteKey, _ context: inout Context
    ) -> DropReason? {
        with(key) { registration, base in registration.received(test, base, &context) } ?? .testUnexpected
    }

    /// - Returns: why the message is dropped; `nil` if it is not.
    mutating func received(_ answer: MobileNode.Answer, of key: MobileRouteKey, _ context: inout Context) -> DropReason?
    {
        with(key) { registration, base in registration.received(answer, base, &context) } ?? .acknowledgementUnexpected
    }

    /// A correspondent asks for a new Binding Update (RFC 6275 section 11.7.4).
    /// - Returns: why the message is dropped; `nil` if it is not.
    mutating func refreshRequested(_ key: MobileRouteKey, _ context: inout Context) -> DropReason? {
        let reason = with(key) { registration, base -> DropReason? in
            guard registration.phase == .registered, let update = registration.lastUpdate,
                update.moment + Self.refreshDistance <= context.now
            else { return .refreshRequestUnexpected }
            registration.begin(isDeletion: false, base, &context)
            return nil
        }
        return reason ?? .refreshRequestUnexpected
    }

    /// A correspondent has no binding, or does not know a message (RFC 6275 section 11.3.6).
    /// - Returns: why the message is dropped; `nil` if it is not.
    mutating func received(
        _ error: BindingError, of key: MobileRouteKey, at destination: IPv6Address, _ context: inout Context
    ) -> DropReason? {
        let reason = with(key) { registration, base -> DropReason? in
            switch error.status {
            case .unknownBinding:
                guard registration.binding?.careOfAddress == destination, error.homeAddress == key.homeAddress
                else { return .bindingErrorUnexpected }
                registration.forget(&context)
            case .unrecognizedMessageType:
                guard registration.isExpecting else { return .bindingErrorUnexpected }
                registration.refuse(&context)
            default: return .bindingErrorUnexpected
            }
            return nil
        }
        return reason ?? .bindingErrorUnexpected
    }

    /// A packet of this node was not understood, or did not arrive.
    /// - Returns: why the message is dropped; `nil` if it is not.
    mutating func failed(_ failure: InvokingMessage, of key: MobileRouteKey, _ context: inout Context) -> DropReason? {
        let reason = with(key) { registration, _ -> DropReason? in
            guard registration.sent(failure) else { return .errorUnexpected }
            registration.refuse(&context)
            return nil
        }
        return reason ?? .errorUnexpected
    }
}
