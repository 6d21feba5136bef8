/// How strongSwan negotiates for a mobile node (RFC 4877 section 7).
public struct InternetKeyExchange: Hashable, Sendable {
    /// How each end proves who it is.
    public enum Credential: Hashable, Sendable {
        /// `pre-shared-key`.
        case preSharedKey(SecretKey)
        /// `certificate`: a file of strongSwan's folder x509, whose private key is in its folder private.
        case certificate(file: String)
    }

    /// Who this end says it is: an address, a name, or a user at a realm.
    public var localIdentity: String
    /// Who the other end has to be.
    public var remoteIdentity: String
    /// The proof.
    public var credential: Credential

    /// Makes settings.
    public init(localIdentity: String, remoteIdentity: String, credential: Credential) {
        self.localIdentity = localIdentity
        self.remoteIdentity = remoteIdentity
        self.credential = credential
    }
}
