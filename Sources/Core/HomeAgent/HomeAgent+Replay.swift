/// Protection from repeated Binding Updates by their timestamps, where an association asks for it (RFC 4285 section 6).
/// Sequence numbers do not protect then.
extension HomeAgent {
    /// Why the timestamp of an authentic request, or the lack of it, refuses it; `nil` if it does not.
    func replayRefusal(of request: RegistrationRequest, _ context: Context) -> RegistrationRefusal? {
        guard let window = request.securityAssociation?.replayWindow else { return nil }
        guard let timestamp = request.timestamp else { return .timestampMissing }
        guard let present = context.calendar, timestamp.isWithin(seconds: window, of: present) else {
            return .timestampOutOfWindow
        }
        if let last = cache.lastTimestamp(for: request.homeAddress), !timestamp.isLater(than: last) {
            return .timestampNotLater
        }
        return nil
    }

    /// What answers a timestamp: the same, and with status 144 this node's seconds in its upper half, by which the
    /// mobile node can set its clock.
    func timestampOptions(
        answering request: RegistrationRequest, _ status: BindingStatus, _ context: Context
    ) -> [MobilityOption] {
        guard let received = request.protectingTimestamp?.timestamp.rawValue else { return [] }
        guard status == .identificationMismatch, let present = context.calendar else {
            return [.replayProtection(timestamp: received)]
        }
        let seconds = present.rawValue & 0xffff_ffff << 32
        return [.replayProtection(timestamp: seconds | received & 0xffff_ffff)]
    }
}
