import Testing

@testable import Core

/// The interfaces there are, by number and by name, also while they come, go and are renamed.
@Suite struct LinkTableTests {
    private func link(_ index: UInt32, _ name: String) -> Link {
        Link.home.with {
            $0.index = InterfaceIndex(rawValue: index)
            $0.name = name
        }
    }

    @Test func interfacesAreFoundByNumberAndByName() {
        var links = LinkTable()
        links.update(link(5, "b"))
        links.update(link(2, "a"))
        #expect(links[InterfaceIndex(rawValue: 5)]?.name == "b")
        #expect(links["a"]?.index.rawValue == 2)
        #expect(links["c"] == nil && links[InterfaceIndex(rawValue: 9)] == nil)
        #expect(links.all.map(\.name) == ["a", "b"])
    }

    @Test func anInterfaceIsRenamed() {
        var links = LinkTable()
        links.update(link(2, "old"))
        links.update(link(2, "new"))
        #expect(links["old"] == nil)
        #expect(links["new"]?.index.rawValue == 2)
        #expect(links.all.count == 1)
    }

    /// A name may be taken over before its former owner is known to be gone.
    @Test func aNameOutlivesItsFormerOwner() {
        var links = LinkTable()
        links.update(link(2, "home0"))
        links.update(link(7, "home0"))
        links.remove(InterfaceIndex(rawValue: 2))
        #expect(links["home0"]?.index.rawValue == 7)
        links.remove(InterfaceIndex(rawValue: 7))
        links.remove(InterfaceIndex(rawValue: 7))
        #expect(links["home0"] == nil && links.all.isEmpty)
    }

    @Test func everyAddressOfAnInterfaceIsLocal() {
        var links = LinkTable()
        links.update(.home)
        #expect(links.isLocal(Place.homeAgent) && links.isLocal(Place.homeAgentLinkLocal))
        #expect(!links.isLocal(Place.homeAddress) && !links.isLocal(Place.wideAreaAddress))
        links.remove(Place.homeInterface)
        #expect(!links.isLocal(Place.homeAgent))
    }
}
