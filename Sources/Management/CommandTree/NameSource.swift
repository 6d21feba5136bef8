/// Knows the names that exist, for `?` and Tab.
protocol NameSource {
    /// The names of a kind, in any order.
    func names(of kind: NameKind) -> [String]
}
