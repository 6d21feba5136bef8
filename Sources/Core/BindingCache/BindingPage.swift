/// Some of many bindings, in the order of their home addresses: looked up a page at a time, so that packets have their
/// turn in between. The bindings may change from page to page; none comes twice.
public struct BindingPage: Hashable, Sendable {
    /// Those of the page that are meant; there may be none although a page follows.
    public internal(set) var bindings: [Binding]
    /// Where the next page begins; `nil` if this is the last.
    public internal(set) var next: IPv6Address?
}
