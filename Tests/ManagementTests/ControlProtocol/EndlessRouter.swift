import Core
import Management
import ManagementFixtures

/// A router with bindings without end.
final class EndlessRouter: FixtureRouter {
    /// How many bindings were asked for.
    private(set) var taken = 0

    override func bindings(matching selector: BindingSelector) -> AnyIterator<[BindingRecord]> {
        AnyIterator { [self] in
            taken += 1
            return [FixtureBindings.all[0]]
        }
    }
}
