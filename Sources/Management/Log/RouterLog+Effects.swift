import Core

extension RouterLog {
    /// Writes what the engine does: observations that an operator wants to read as log lines, and what is debugged.
    ///
    /// Bindings that come and go, and what went wrong, are `notifications` or above; single messages are
    /// `informational`. Nothing is formatted for what nobody wants to see.
    public func record(_ effect: Effect) {
        if case .observe(let observation) = effect { record(observation) }
        guard !debugging.isOff, let message = DebugEvent(effect)?.message(effect, wantedBy: debugging) else { return }
        write(.debugging, from: .debugging, message)
    }

    /// Writes what is debugged of an area and of a home address, if it is of one.
    public func debug(_ area: DebugArea, of homeAddress: IPv6Address?, _ text: @autoclosure () -> String) {
        guard debugging.wants(area, of: homeAddress) else { return }
        write(.debugging, from: .debugging, LogMessage(.mobileIPv6, .debugging, area.mnemonic, text()))
    }

    private func record(_ observation: Observation) {
        switch observation {
        case .bindingCreated(let binding): write(.notifications, "REGISTERED", binding.logText)
        case .bindingUpdated(let binding): write(.informational, "UPDATED", binding.logText)
        case .bindingEnded(let binding, let reason):
            write(.notifications, "UNBOUND", "home address \(binding.homeAddress) \(reason.logText)")
        case .correspondent(let observation): record(observation)
        case .mobileNode(let observation): record(observation)
        case .duplicateAddressDetected(let target):
            write(.warnings, "DUPLICATE", "\(target.address) is in use on its home link")
        case .forwardingFailed(let homeAddress, let result):
            write(.errors, "FORWARDING", "no tunnel for \(homeAddress): \(result.logText)")
        case .routerAdvertisementContradicted(let contradictions, let router, let interface):
            write(
                .warnings, "CONFLICT", of: .neighborDiscovery,
                "\(router) on \(interface) advertises otherwise: \(contradictions.logText)")
        case .homePrefixesChanged(let homeLink):
            write(
                .informational, "PREFIXES", "the prefixes of home link \(homeLink) changed: its mobile nodes are told")
        case .filterMatched(let match) where match.verdict.log != nil:
            write(.informational, "ACCESSLOG", of: .accessList, match.logText)
        case .requestRefused(let request, let refusal, let last):
            write(
                .informational, "REFUSED",
                """
                home address \(request.homeAddress), care-of address \(request.careOfAddress): \
                \(refusal.status): \(refusal.logText(of: request, last: last))
                """)
        default: break
        }
    }

    private func record(_ observation: CorrespondentObservation) {
        switch observation {
        case .bindingCreated(let binding): write(.informational, "DIRECT", binding.logText)
        case .bindingEnded(let binding, let reason):
            write(.informational, "TUNNELLED", "home address \(binding.key.homeAddress) \(reason.logText)")
        case .forwardingFailed(let entry, let result):
            write(.errors, "FORWARDING", "no direct way to \(entry.key.homeAddress): \(result.logText)")
        case .noncesInvalidated:
            write(.warnings, "NONCES", "too many direct ways end: mobile nodes have to ask for tokens anew")
        case .testInitReceived, .testSent, .bindingUpdated, .refreshRequested: break
        }
    }

    /// Writes a line about what came from the network, if anybody wants to see it.
    func write(
        _ severity: LogSeverity, _ mnemonic: String, of facility: LogFacility = .mobileIPv6,
        _ text: @autoclosure () -> String
    ) {
        write(severity, from: .network, LogMessage(facility, severity, mnemonic, text()))
    }
}
