/// An entry of an access list.
public enum AccessListEntry: Hashable, Sendable {
    /// What becomes of some packets.
    case rule(AccessRule)
    /// `remark`: a comment.
    case remark(String)
}
