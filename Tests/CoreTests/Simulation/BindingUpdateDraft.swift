import Core

/// A Binding Update as a mobile node, or somebody who pretends to be one, writes it: octet by octet and without the
/// codec under test, so that anything about it may be wrong.
struct BindingUpdateDraft: Sendable {
    /// A Mobile-node-to-home-agent authentication option (RFC 4285 section 5.1).
    struct Signature: Sendable {
        var securityParameterIndex: UInt32 = 0x1000
        var key = MobileNode.key
        var subtype: UInt8 = 1
        /// Octets of the authenticator; what is more than the HMAC is zeros.
        var length = 12
        /// Whether a bit of the authenticator is turned over.
        var isForged = false
    }

    static let acknowledge: UInt16 = 0x8000
    static let homeRegistration: UInt16 = 0x4000
    static let linkLocalCompatibility: UInt16 = 0x2000
    static let keyManagement: UInt16 = 0x1000

    var source = Place.careOf
    var destination = Place.homeAgent
    /// What the Home Address option says; `nil` leaves it out.
    var homeAddressOption: IPv6Address? = Place.homeAddress
    var sequenceNumber: UInt16 = 1
    var flags = acknowledge | homeRegistration
    /// Units of 4 seconds.
    var lifetime: UInt16 = 900
    var alternateCareOfAddresses: [IPv6Address] = []
    var hasNonceIndices = false
    /// Whole options before the authentication.
    var options: [[UInt8]] = []
    var signatures = [Signature()]
    /// Whole options after the authentication, which nothing covers.
    var uncoveredOptions: [[UInt8]] = []

    var payloadProtocol: UInt8 = 59
    var type: UInt8 = 5
    /// Ends the message after the first 8 octets, and says so in Header Len.
    var isTooShort = false
    var hasWrongChecksum = false

    var interface = Place.wideAreaInterface
    var linkLayerSource: LinkLayerAddress?
    /// The home address by whose association of ESP it comes; `nil` if it comes in the clear.
    var protection: IPv6Address?

    /// The home address that the message is about.
    var homeAddress: IPv6Address { homeAddressOption ?? source }
    /// The care-of address that is to be registered.
    var careOfAddress: IPv6Address { alternateCareOfAddresses.first ?? source }

    /// Changes a copy.
    func with(_ change: (inout BindingUpdateDraft) -> Void) -> BindingUpdateDraft {
        var copy = self
        change(&copy)
        return copy
    }

    /// What the home agent receives.
    var received: ReceivedPacket {
        ReceivedPacket(
            interface: interface, linkLayerSource: linkLayerSource, octets: packet, protection: protection)
    }
}
