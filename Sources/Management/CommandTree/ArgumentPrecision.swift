/// How exact a type is about what it takes: where several take a word, the most exact one gets it.
enum ArgumentPrecision: Int, Comparable, Sendable {
    /// Numbers, addresses.
    case exact
    /// Names of some form.
    case name
    /// Anything up to the end of the line.
    case line

    static func < (left: ArgumentPrecision, right: ArgumentPrecision) -> Bool {
        left.rawValue < right.rawValue
    }
}
