/// How far the kernel is from what was asked of it.
public struct SystemReport: Hashable, Sendable {
    /// What could not be done. It is tried again with the next call.
    public var failures: [SystemFailure] = []
    /// Interfaces that are configured, or used by routes, but not there.
    public var missingInterfaces: Set<String> = []
    /// Routes whose next hop or interface cannot be reached at present; a router has such routes in its configuration
    /// and not in its table, and sees nothing wrong in that.
    public var waitingRoutes: Set<StaticRoute> = []

    /// Nothing is amiss.
    public init() {}
}
