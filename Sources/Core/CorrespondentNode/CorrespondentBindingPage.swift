/// Some of many correspondent bindings, in the order of their home addresses: see `BindingPage`.
public struct CorrespondentBindingPage: Hashable, Sendable {
    /// Those of the page that are meant; there may be none although a page follows.
    public internal(set) var bindings: [CorrespondentBinding]
    /// Where the next page begins; `nil` if this is the last.
    public internal(set) var next: RouteOptimizationKey?
}
