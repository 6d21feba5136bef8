import Core

/// The router as its operators see it; the daemon is one.
public protocol ManagedRouter: AnyObject {
    /// The configuration in force.
    var configuration: Configuration { get }
    /// What runs.
    var version: VersionReport { get }
    /// The protocol's counters.
    var traffic: TrafficReport { get }
    /// How often the lines of filters matched.
    var filterCounters: FilterCounters { get }
    /// The kernel's names of the interfaces there are.
    var interfaceNames: [String] { get }

    /// Puts a configuration in force, whole.
    ///
    /// - Throws: a refusal; the configuration in force is the former one.
    func apply(_ configuration: Configuration) throws(Refusal)

    /// The file that the router starts with; `nil` if there is none.
    ///
    /// - Throws: a refusal if it cannot be read.
    func startupConfiguration() throws(Refusal) -> [UInt8]?

    /// Replaces the file that the router starts with, so that after a crash there is the old one or the new one.
    ///
    /// - Parameter text: The file's contents, keys in clear: only the daemon's user may read it.
    /// - Throws: a refusal; the old file is still there.
    func saveStartupConfiguration(_ text: String) throws(Refusal)

    /// The bindings that are meant, in the order of their home addresses, one by one.
    func bindings(matching selector: BindingSelector) -> AnyIterator<BindingRecord>

    /// Ends the bindings that are meant.
    func clearBindings(matching selector: BindingSelector)

    /// Sets the counts of a filter to zero.
    func clearCounters(of filter: FilterName)

    /// Sets the counts of all filters of a kind to zero.
    func clearCounters(ofAll kind: FilterName.Kind)

    /// Sets the protocol's counters to zero.
    func clearTraffic()
}
