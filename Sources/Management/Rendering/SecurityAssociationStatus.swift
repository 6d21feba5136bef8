import Core

/// One security association of ESP for a mobile node, as the kernel has it. There is no key in it.
public struct SecurityAssociationStatus: Hashable, Sendable {
    /// Which way its packets go, as this node sees it.
    public enum Direction: String, Hashable, Sendable {
        case inbound
        case outbound
    }

    /// What it protects.
    public enum Mode: String, Hashable, Sendable {
        /// Messages between mobile node and home agent.
        case transport
        /// What is tunnelled between them.
        case tunnel
    }

    /// Where its keys come from.
    public enum Keying: String, Hashable, Sendable {
        case manual
        case ikev2
    }

    /// The mobile node's.
    public var homeAddress: IPv6Address
    /// The home agent's address that it is with.
    public var homeAgentAddress: IPv6Address
    /// The Security Parameter Index.
    public var securityParameterIndex: UInt32
    /// Which way its packets go.
    public var direction: Direction
    /// What it protects.
    public var mode: Mode
    /// Where its keys come from.
    public var keying: Keying
    /// The kernel's name of its encryption, and the bits of its key: "cbc(aes)" and 128; "ecb(cipher_null)" and 0.
    public var encryption: String
    /// Bits of the key of its encryption, without salt.
    public var encryptionKeyLength: UInt32
    /// The kernel's name of what guards packets from change, "hmac(sha256)"; `nil` where the encryption does that itself.
    public var integrity: String?
    /// Packets that it protected.
    public var packets: UInt64
    /// Octets of them.
    public var octets: UInt64
    /// Packets that came a second time, or too late.
    public var packetsReplayed: UInt64
    /// Packets that were changed on the way, or written with another key.
    public var packetsNotAuthentic: UInt64
    /// Whole seconds since its last packet; `nil` if there was none.
    public var secondsSinceUse: UInt64?

    /// Makes an association that nothing has gone through yet.
    public init(
        homeAddress: IPv6Address, homeAgentAddress: IPv6Address, securityParameterIndex: UInt32, direction: Direction,
        mode: Mode, keying: Keying, encryption: String, encryptionKeyLength: UInt32, integrity: String? = nil
    ) {
        self.homeAddress = homeAddress
        self.homeAgentAddress = homeAgentAddress
        self.securityParameterIndex = securityParameterIndex
        self.direction = direction
        self.mode = mode
        self.keying = keying
        self.encryption = encryption
        self.encryptionKeyLength = encryptionKeyLength
        self.integrity = integrity
        packets = 0
        octets = 0
        packetsReplayed = 0
        packetsNotAuthentic = 0
        secondsSinceUse = nil
    }
}
