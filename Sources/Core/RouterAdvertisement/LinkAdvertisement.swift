/// What this router advertises on a link, as it stands at a moment (RFC 4861 section 6.2.1).
public struct LinkAdvertisement: Hashable, Sendable {
    /// The message as it would leave at the moment: flags, and in the options the prefixes with what is left of their
    /// lifetimes.
    public var message: RouterAdvertisement
    /// How far unsolicited advertisements are apart.
    public var interval: RouterAdvertisementInterval
    /// When the next one leaves; `nil` while only solicitations are answered.
    public var next: Instant?
    /// Advertisements sent since the link began to advertise.
    public var sent: UInt64
    /// Solicitations received since then.
    public var solicitationsReceived: UInt64

    /// Describes what is advertised.
    public init(
        message: RouterAdvertisement, interval: RouterAdvertisementInterval, next: Instant?, sent: UInt64,
        solicitationsReceived: UInt64
    ) {
        self.message = message
        self.interval = interval
        self.next = next
        self.sent = sent
        self.solicitationsReceived = solicitationsReceived
    }

    /// The prefixes of the message.
    public var prefixes: [PrefixInformation] {
        message.options.compactMap { if case .prefixInformation(let prefix) = $0 { prefix } else { nil } }
    }
}
