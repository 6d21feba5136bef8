extension BindingUpdate {
    /// The care-of address to register when it is not the packet's source (RFC 6275 section 6.2.5); of several the
    /// first counts.
    var alternateCareOfAddress: IPv6Address? {
        for case .alternateCareOfAddress(let address) in options { return address }
        return nil
    }

    /// When the mobile node wrote it (RFC 4285 section 6); of several timestamps the first counts.
    var timestamp: NetworkTimestamp? {
        for case .replayProtection(let timestamp) in options { return NetworkTimestamp(rawValue: timestamp) }
        return nil
    }

    /// Who the mobile node says it is, by a Network Access Identifier (RFC 4283 section 3.1); of several the first counts.
    var networkAccessIdentifier: [UInt8]? {
        for case .mobileNodeIdentifier(let option) in options
        where option.subtype == MobileNodeIdentifierOption.networkAccessIdentifier {
            return option.identifier
        }
        return nil
    }

    /// Whether it carries Nonce Indices, which belong to return routability alone (RFC 6275 section 6.2.6).
    var hasNonceIndices: Bool {
        options.contains { if case .nonceIndices = $0 { true } else { false } }
    }
}

extension MobilityOption {
    /// Whether it authenticates by a kind of security association (RFC 4285 section 5).
    func isAuthentication(_ subtype: AuthenticationOption.Subtype) -> Bool {
        guard case .authentication(let option) = self else { return false }
        return option.subtype == subtype
    }
}
