/// Some of many memberships, in the order of their groups; what a page is for is told by `BindingPage`.
public struct GroupMembershipPage: Hashable, Sendable {
    /// Those of the page.
    public internal(set) var memberships: [GroupMembership]
    /// Where the next page begins; `nil` if this is the last.
    public internal(set) var next: GroupMembership.Key?
}
