import Core
import Management
import ManagementFixtures

/// A fixture router whose bindings are those of an engine, looked up as the daemon does it.
final class EngineRouter: FixtureRouter {
    private let nodes: ManyNodes
    private static let pageLength = 64

    init(_ nodes: ManyNodes) {
        self.nodes = nodes
        super.init()
    }

    override func bindings(matching selector: BindingSelector) -> AnyIterator<[BindingRecord]> {
        let pages = pages(of: selector)
        return AnyIterator { [nodes] in pages.next()?.map { BindingRecord($0, at: nodes.now) } }
    }

    override func clearBindings(matching selector: BindingSelector) -> AnyIterator<Void> {
        let pages = pages(of: selector)
        return AnyIterator { [nodes] in
            pages.next()?.forEach { binding in
                nodes.handle(.clearBindings(BindingSelector(homeAddress: IPv6Prefix(binding.homeAddress))))
            }
        }
    }

    private func pages(of selector: BindingSelector) -> AnyIterator<[Binding]> {
        var next: IPv6Address? = .unspecified
        return AnyIterator { [nodes] in
            guard let first = next else { return nil }
            let page = nodes.engine.bindings(matching: selector, from: first, examining: Self.pageLength)
            next = page.next
            return page.bindings
        }
    }
}
