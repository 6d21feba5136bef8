import Core

/// The router as its operators see it; the daemon is one.
public protocol ManagedRouter: AccessRouter, BoxRouter, CorrespondentRouter, LoggingRouter, MobileNodeRouter,
    MobilityRouter, MulticastRouter
{
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

    /// Who may change the configuration, what waits to be confirmed, archive and restart.
    var keeper: ConfigurationKeeper { get }
    /// The files that configurations are kept in.
    var files: any ManagedFiles { get }
    /// This moment, on the clock that deadlines are set by.
    var now: Instant { get }
    /// The next moment at which the machine's local clock shows a time of day.
    func next(_ time: TimeOfDay) -> Instant
    /// Ends what is served and begins anew from the startup-config, as soon as the reply that is being made was sent.
    func restart()
    /// Tells the log.
    func log(_ event: ConfigurationEvent)

    /// The bindings that are meant, in the order of their home addresses, page by page: each is a bounded piece of work,
    /// and may be empty although others follow.
    func bindings(matching selector: BindingSelector) -> AnyIterator<[BindingRecord]>

    /// Ends the bindings that are meant, piece by piece: as often as there is an element, a bounded piece of work is done.
    func clearBindings(matching selector: BindingSelector) -> AnyIterator<Void>

    /// Sets the counts of a filter to zero.
    func clearCounters(of filter: FilterName)

    /// Sets the counts of all filters of a kind to zero.
    func clearCounters(ofAll kind: FilterName.Kind)

    /// Sets the protocol's counters to zero.
    func clearTraffic()
}
