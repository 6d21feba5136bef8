/// How far the kernel is from what was asked of it.
public struct SystemReport: Hashable, Sendable {
    /// What could not be done. It is tried again with the next call.
    public var failures: [SystemFailure] = []
    /// Interfaces that are configured, and used by routes, but not there.
    public var missingInterfaces: Set<String> = []

    /// Nothing is amiss.
    public init() {}
}
