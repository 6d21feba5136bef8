/// What another router of a link says otherwise than this one (RFC 4861 section 6.2.7); hosts would follow whom they
/// heard last. The raw value is how a log line names it.
public enum AdvertisementContradiction: String, Hashable, Sendable {
    /// Cur Hop Limit.
    case currentHopLimit = "hop limit"
    /// The M flag.
    case managedAddresses = "M flag"
    /// The O flag.
    case otherConfiguration = "O flag"
    /// Reachable Time.
    case reachableTime = "reachable time"
    /// Retrans Timer.
    case retransmissionTimer = "retransmission timer"
    /// The MTU option.
    case maximumTransmissionUnit = "MTU"
    /// The lifetimes of a prefix that both advertise.
    case prefixLifetimes = "lifetimes of a prefix"
}

extension RouterAdvertisement {
    /// Lifetimes that count down differ by the time that the messages took, in seconds.
    private static let tolerance: UInt32 = 2

    /// What another router's message of the same moment says otherwise; 0 and options left out say nothing.
    func contradictions(of other: RouterAdvertisement) -> [AdvertisementContradiction] {
        func differ<Value: UnsignedInteger>(_ left: Value?, _ right: Value?) -> Bool {
            guard let left, let right, left != 0, right != 0 else { return false }
            return left != right
        }
        let flags = flags.symmetricDifference(other.flags)
        let found: [(AdvertisementContradiction, Bool)] = [
            (.currentHopLimit, differ(currentHopLimit, other.currentHopLimit)),
            (.managedAddresses, flags.contains(.managedAddresses)),
            (.otherConfiguration, flags.contains(.otherConfiguration)),
            (.reachableTime, differ(reachableTime, other.reachableTime)),
            (.retransmissionTimer, differ(retransmissionTimer, other.retransmissionTimer)),
            (.maximumTransmissionUnit, differ(maximumTransmissionUnit, other.maximumTransmissionUnit)),
            (.prefixLifetimes, hasOtherLifetimes(than: other)),
        ]
        return found.filter(\.1).map(\.0)
    }

    private var maximumTransmissionUnit: UInt32? {
        for case .maximumTransmissionUnit(let octets) in options { return octets }
        return nil
    }

    private func hasOtherLifetimes(than other: RouterAdvertisement) -> Bool {
        var lifetimes: [IPv6Prefix: PrefixInformation] = [:]
        for case .prefixInformation(let option) in options { lifetimes[option.prefix] = option }
        return other.options.contains { option in
            guard case .prefixInformation(let theirs) = option, let ours = lifetimes[theirs.prefix] else {
                return false
            }
            return !Self.agree(ours.validLifetime, theirs.validLifetime)
                || !Self.agree(ours.preferredLifetime, theirs.preferredLifetime)
        }
    }

    private static func agree(_ left: UInt32, _ right: UInt32) -> Bool {
        max(left, right) - min(left, right) <= tolerance
    }
}
