/// Which end of the associations between a mobile node and its home agent this node is. By IKEv2 the mobile node begins, and
/// the home agent waits for it.
public enum ProtectionRole: Hashable, Sendable {
    case homeAgent
    case mobileNode
}
