import Core
import Management
import ManagementFixtures

/// A router with bindings without end.
final class EndlessRouter: ManagedRouter {
    /// How many bindings were asked for.
    private(set) var taken = 0

    private let router = FixtureRouter()

    var configuration: Configuration { router.configuration }
    var version: VersionReport { router.version }
    var traffic: TrafficReport { router.traffic }
    var filterCounters: FilterCounters { router.filterCounters }
    var interfaceNames: [String] { router.interfaceNames }

    func apply(_ configuration: Configuration) throws(Refusal) {}
    func startupConfiguration() throws(Refusal) -> [UInt8]? { nil }
    func saveStartupConfiguration(_ text: String) throws(Refusal) {}
    func clearBindings(matching selector: BindingSelector) {}
    func clearCounters(of filter: FilterName) {}
    func clearCounters(ofAll kind: FilterName.Kind) {}
    func clearTraffic() {}

    func bindings(matching selector: BindingSelector) -> AnyIterator<BindingRecord> {
        AnyIterator { [self] in
            taken += 1
            return FixtureBindings.all.first
        }
    }
}
