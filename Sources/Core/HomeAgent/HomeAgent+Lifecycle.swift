extension HomeAgent {
    /// Begins, or continues, what makes a binding of `request` (RFC 6275 section 10.3.1).
    mutating func register(_ request: RegistrationRequest, on homeLink: HomeLink, _ context: inout Context) {
        switch pending[request.homeAddress]?.phase {
        case .duplicateAddressDetection(let targets):
            supersede(request, on: homeLink, probed: targets, &context)
        case nil where cache[request.homeAddress] == nil:
            guard detections.take(at: context.now) else {
                return drop(request, .duplicateAddressDetectionRate, &context)
            }
            detectDuplicates(of: request, on: homeLink, &context)
        case .installation, nil:
            install(PendingRegistration(request: request, homeLink: homeLink, phase: .installation), &context)
        }
    }

    /// A newer update while detection runs: there is one detection, and in the end one acknowledgement, of the newest
    /// update. Only a change of the L flag, which changes what has to be probed, begins anew.
    private mutating func supersede(
        _ request: RegistrationRequest, on homeLink: HomeLink, probed targets: [NeighborTarget],
        _ context: inout Context
    ) {
        if targets.map(\.address) == request.flags.defendedAddresses(of: request.homeAddress) {
            pending[request.homeAddress]?.request = request
            context.observe(.requestSuperseded(request))
        } else {
            abandonPending(request.homeAddress, &context)
            detectDuplicates(of: request, on: homeLink, &context)
        }
    }

    /// Asks for the tunnel; `forwardingInstalled` goes on. While duplicates were looked for, the home prefix may have
    /// come to its end.
    mutating func install(_ registration: PendingRegistration, _ context: inout Context) {
        let request = registration.request
        if let refusal = wantOfLifetime(for: request, context) {
            pending[request.homeAddress] = nil
            return refuse(request, refusal, &context)
        }
        pending[request.homeAddress] = registration
        pending[request.homeAddress]?.phase = .installation
        askForTunnel(request.forwardingEntry, &context)
    }

    mutating func askForTunnel(_ entry: ForwardingEntry, _ context: inout Context) {
        unansweredInstallations[entry.homeAddress, default: 0] += 1
        context.emit(.installForwarding(entry))
    }

    /// Takes an answer in; true if it answers what was asked last for the home address.
    private mutating func isLastAnswer(for homeAddress: IPv6Address) -> Bool {
        guard let count = unansweredInstallations[homeAddress] else { return false }
        unansweredInstallations[homeAddress] = count > 1 ? count - 1 : nil
        return count == 1
    }

    /// The forwarding plane answered: the binding stands, or it never was.
    mutating func forwardingInstalled(
        _ entry: ForwardingEntry, _ result: ForwardingResult, _ context: inout Context
    ) {
        guard isLastAnswer(for: entry.homeAddress), let registration = pending[entry.homeAddress],
            case .installation = registration.phase
        else { return }
        pending[entry.homeAddress] = nil
        switch result {
        case .installed:
            bind(registration, &context)
        case .full, .failed:
            context.observe(.forwardingFailed(homeAddress: entry.homeAddress, result))
            undoInstallation(for: entry.homeAddress, &context)
            refuse(registration.request, result == .full ? .forwardingFull : .forwardingFailed, &context)
        }
    }

    private mutating func bind(_ registration: PendingRegistration, _ context: inout Context) {
        let request = registration.request
        let former = cache[request.homeAddress]
        let policy = policy(for: request.homeAddress, context)
        let lifetime = policy.granted(units: request.lifetime)
        let binding = Binding(
            homeAddress: request.homeAddress, careOfAddress: request.careOfAddress,
            homeAgentAddress: request.homeAgentAddress, homeLink: registration.homeLink.name,
            sequenceNumber: request.sequenceNumber, acceptedTimestamp: request.protectingTimestamp,
            flags: request.flags, lifetime: lifetime, expiry: context.now + .seconds(Int64(lifetime)),
            identity: request.identity, isProtected: request.protection != nil,
            tunnelProtection: request.tunnelProtection)
        cache.store(binding)
        context.timers.schedule(.binding(homeAddress: binding.homeAddress), at: binding.expiry)
        defend(binding, insteadOf: former, &context)
        context.observe(former == nil ? .bindingCreated(binding) : .bindingUpdated(binding))
        tellPrefixes(to: binding, &context)
        acknowledge(request, policy.status(granted: lifetime), lifetime: lifetime, &context)
        acceptedLast = request
        if former == nil { beginQueries(of: binding, &context) }
    }

    /// Ends what there is of `request`'s home address (RFC 6275 section 10.3.2).
    mutating func deregister(_ request: RegistrationRequest, _ context: inout Context) {
        abandonPending(request.homeAddress, &context)
        end(request.homeAddress, .deregistered, &context)
        cache.retain(request.sequenceNumber, request.protectingTimestamp, for: request.homeAddress)
        context.schedule(
            .binding(homeAddress: request.homeAddress), after: Self.retention(request.protectingTimestamp))
        acknowledge(request, .accepted, &context)
    }

    /// Lets go of a registration that has not become a binding.
    mutating func abandonPending(_ homeAddress: IPv6Address, _ context: inout Context) {
        guard let registration = pending.removeValue(forKey: homeAddress) else { return }
        context.observe(.registrationAbandoned(homeAddress: homeAddress))
        stopDetection(of: registration, &context)
        if case .installation = registration.phase { undoInstallation(for: homeAddress, &context) }
    }

    /// The tunnel that was asked for, or one before it, may have been made by now: that of a standing binding is put
    /// back, and a binding whose lifetime ran out meanwhile ends.
    private mutating func undoInstallation(for homeAddress: IPv6Address, _ context: inout Context) {
        guard let standing = cache[homeAddress] else {
            return context.emit(.removeForwarding(homeAddress: homeAddress))
        }
        if standing.expiry > context.now {
            askForTunnel(standing.forwardingEntry, &context)
        } else {
            end(homeAddress, .expired, &context)
        }
    }

    /// Ends a binding, if there is one; its sequence number goes on guarding against old updates.
    mutating func end(_ homeAddress: IPv6Address, _ reason: BindingEnd, _ context: inout Context) {
        guard let binding = cache.end(homeAddress) else { return }
        endMemberships(of: homeAddress, .unbound, &context)
        endQueries(of: homeAddress, &context)
        context.emit(.removeForwarding(homeAddress: homeAddress))
        endDefense(of: binding, &context)
        context.schedule(.binding(homeAddress: homeAddress), after: Self.retention(binding.acceptedTimestamp))
        context.observe(.bindingEnded(binding, reason))
        tellPrefixesNoMore(to: homeAddress, &context)
    }

    /// The deadline of a binding has come: it expires, or an ended one is forgotten. While a renewal waits for its
    /// tunnel, the answer to that decides.
    mutating func bindingDeadline(_ homeAddress: IPv6Address, _ context: inout Context) {
        if cache[homeAddress] == nil {
            cache.forget(homeAddress)
            return context.observe(.sequenceNumberForgotten(homeAddress: homeAddress))
        }
        if case .installation = pending[homeAddress]?.phase { return }
        end(homeAddress, .expired, &context)
    }

    /// The operator clears bindings.
    mutating func clear(_ selector: BindingSelector, _ context: inout Context) {
        for binding in cache.page(of: selector, from: .unspecified, examining: .max).bindings {
            abandonPending(binding.homeAddress, &context)
            end(binding.homeAddress, .cleared, &context)
        }
    }
}
