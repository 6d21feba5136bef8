/// What operators may ask a router about multicast groups.
public protocol MulticastRouter: AnyObject {
    /// The groups that mobile nodes listen to, in their order, page by page: each is a bounded piece of work.
    var groupMemberships: AnyIterator<[GroupRecord]> { get }
}
