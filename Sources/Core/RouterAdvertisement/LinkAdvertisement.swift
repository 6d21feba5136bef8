/// What this router advertises on a link, as it stands at a moment (RFC 4861 section 6.2.1).
public struct LinkAdvertisement: Hashable, Sendable {
    /// The message as it would leave at the moment: flags, and in the options the prefixes with what is left of their
    /// lifetimes.
    public var message: RouterAdvertisement
    /// MaxRtrAdvInterval: unsolicited advertisements are no further apart, in milliseconds.
    public var maximumInterval: UInt32
    /// MinRtrAdvInterval: they are no nearer to each other, in milliseconds.
    public var minimumInterval: UInt32
    /// When the next one leaves; `nil` while only solicitations are answered.
    public var next: Instant?
    /// Advertisements sent since the link began to advertise.
    public var sent: UInt64
    /// Solicitations received since then.
    public var solicitationsReceived: UInt64

    /// The prefixes of the message.
    public var prefixes: [PrefixInformation] {
        message.options.compactMap { if case .prefixInformation(let prefix) = $0 { prefix } else { nil } }
    }
}
