import Testing

@testable import Core

/// Bindings looked up a page at a time.
@Suite struct BindingPageTests {
    private func cache(_ places: [(node: Int, link: Int)]) -> BindingCache {
        var cache = BindingCache()
        for (node, link) in places { cache.store(Self.binding(node, at: Place.careOf(node, link: link))) }
        return cache
    }

    private static func binding(_ node: Int, at careOfAddress: IPv6Address) -> Binding {
        Binding(
            homeAddress: Place.homeAddress(node), careOfAddress: careOfAddress, homeAgentAddress: Place.homeAgent,
            homeLink: node % 2 == 0 ? "home0" : "home1", sequenceNumber: 1, flags: .homeRegistration, lifetime: 60,
            expiry: Instant(nanoseconds: 60_000_000_000))
    }

    /// The home addresses of all pages, and how many pages there were.
    private func walk(
        _ cache: inout BindingCache, _ selector: BindingSelector = .all, limit: Int,
        between change: (inout BindingCache, Int) -> Void = { _, _ in }
    ) -> (found: [IPv6Address], pages: Int) {
        var (found, pages, next) = ([IPv6Address](), 0, Optional(IPv6Address.unspecified))
        while let first = next {
            let page = cache.page(of: selector, from: first, examining: limit)
            found += page.bindings.map(\.homeAddress)
            next = page.next
            pages += 1
            change(&cache, pages)
        }
        return (found, pages)
    }

    @Test(arguments: [1, 2, 3, 7, 100])
    func everyBindingComesOnceAndInOrder(limit: Int) {
        var cache = cache([5, 1, 9, 3, 4, 2, 8].map { ($0, 2) })
        let (found, pages) = walk(&cache, limit: limit)
        #expect(found == [1, 2, 3, 4, 5, 8, 9].map { Place.homeAddress($0) })
        #expect(pages == max(1, (7 + limit - 1) / limit))
    }

    @Test func thereIsAnEmptyPageOfAnEmptyCache() {
        var cache = BindingCache()
        #expect(walk(&cache, limit: 10) == (found: [], pages: 1))
    }

    /// What is one node's is found without a look at the others, so that the first page is the last.
    @Test func oneAddressIsOneLook() {
        var cache = cache((1...500).map { ($0, 2) })
        let home = BindingSelector(homeAddress: IPv6Prefix(Place.homeAddress(250)))
        #expect(walk(&cache, home, limit: 1) == (found: [Place.homeAddress(250)], pages: 1))
        let careOf = BindingSelector(careOfAddress: IPv6Prefix(Place.careOf(250, link: 2)))
        #expect(walk(&cache, careOf, limit: 1) == (found: [Place.homeAddress(250)], pages: 1))
        #expect(walk(&cache, BindingSelector(careOfAddress: IPv6Prefix(Place.homeAgent)), limit: 1) == ([], 1))
    }

    /// Nodes behind one care-of address come in the order of their home addresses, also after they moved.
    @Test func severalNodesAtOneCareOfAddress() {
        var cache = cache((1...9).map { ($0, 2) })
        for node in [7, 2, 4] { cache.store(Self.binding(node, at: Place.otherCareOf)) }
        let selector = BindingSelector(careOfAddress: IPv6Prefix(Place.otherCareOf))
        #expect(walk(&cache, selector, limit: 2).found == [2, 4, 7].map { Place.homeAddress($0) })
        _ = cache.end(Place.homeAddress(4))
        cache.store(Self.binding(2, at: Place.careOf(2, link: 2)))
        #expect(walk(&cache, selector, limit: 2).found == [Place.homeAddress(7)])
    }

    /// Pages are bounded by what is looked at, not by what is found.
    @Test func aPageMayBeEmpty() {
        var cache = cache((1...10).map { ($0, 2) })
        let page = cache.page(of: BindingSelector(homeLink: "nowhere"), from: .unspecified, examining: 4)
        #expect(page == BindingPage(bindings: [], next: Place.homeAddress(5)))
        #expect(walk(&cache, BindingSelector(homeLink: "home0"), limit: 3).found.count == 5)
    }

    @Test func bindingsThatComeAndGoMeanwhile() {
        var cache = cache((1...20).map { ($0, 2) })
        let (found, _) = walk(&cache, limit: 4) { cache, pages in
            switch pages {
            case 1:
                // The next page was to begin with 5. What is behind that place is seen, what is before it is not.
                for node in 3...6 { _ = cache.end(Place.homeAddress(node)) }
                cache.store(Self.binding(30, at: Place.careOf))
            case 2: cache.store(Self.binding(3, at: Place.careOf))
            default: break
            }
        }
        #expect(found == (Array(1...4) + Array(7...20) + [30]).map { Place.homeAddress($0) })
    }

    @Test func theGreatestAddressIsTheLast() {
        var cache = BindingCache()
        var binding = Self.binding(1, at: Place.careOf)
        cache.store(binding)
        binding = Binding(
            homeAddress: IPv6Address(rawValue: .max), careOfAddress: Place.careOf, homeAgentAddress: Place.homeAgent,
            homeLink: "home0", sequenceNumber: 1, flags: .homeRegistration, lifetime: 60, expiry: binding.expiry)
        cache.store(binding)
        #expect(walk(&cache, limit: 1).found == [Place.homeAddress(1), IPv6Address(rawValue: .max)])
    }
}
