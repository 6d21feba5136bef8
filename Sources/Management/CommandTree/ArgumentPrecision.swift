/// How exact a type is about what it takes: where several take a word, the most exact one gets it.
enum ArgumentPrecision: Int, Comparable, Sendable {
    /// Numbers, addresses.
    case exact
    /// Names of some form.
    case name
    /// Names that stand where a keyword may stand: an abbreviated keyword goes first, so that `copy run start` means
    /// what it always meant. A file of such a name is in reach by its path, an interface behind `interface`.
    case fallback
    /// Anything up to the end of the line.
    case line

    static func < (left: ArgumentPrecision, right: ArgumentPrecision) -> Bool {
        left.rawValue < right.rawValue
    }
}
