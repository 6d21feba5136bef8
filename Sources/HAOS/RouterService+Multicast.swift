import Core
import Linux
import Management

extension RouterService {
    /// Memberships a page.
    private static let pageLength = 64

    var groupMemberships: AnyIterator<[GroupRecord]> {
        let names = Dictionary(uniqueKeysWithValues: surroundings.links.map { ($0.link.index, $0.link.name) })
        var next: GroupMembership.Key?
        var isDone = false
        return AnyIterator { [driver] in
            guard !isDone else { return nil }
            let page = driver.groupMemberships(from: next, limit: Self.pageLength)
            next = page.next
            isDone = next == nil
            let now = MonotonicClock.now()
            return page.memberships.map { membership in
                GroupRecord(membership, interface: membership.interface.flatMap { names[$0] }, at: now)
            }
        }
    }
}
