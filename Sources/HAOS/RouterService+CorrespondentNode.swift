import Core
import Linux
import Management

extension RouterService {
    var numberOfCorrespondentBindings: UInt64 { UInt64(driver.numberOfCorrespondentBindings) }

    /// The correspondent bindings that are meant, page by page.
    func correspondentPages(
        of selector: BindingSelector, length: Int
    ) -> AnyIterator<[CorrespondentBinding]> {
        var next: RouteOptimizationKey?
        var isDone = false
        return AnyIterator { [driver] in
            guard !isDone else { return nil }
            let page = driver.correspondentBindings(matching: selector, from: next, examining: length)
            next = page.next
            isDone = next == nil
            return page.bindings
        }
    }
}
