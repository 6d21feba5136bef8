/// A configuration mode, and what is configured in it.
struct ModePath: Hashable, Sendable {
    /// The mode.
    let mode: Mode
    /// The names of the sections that were opened on the way, outermost first; `""` for a section there is one of.
    let keys: [String]

    /// Global configuration.
    static let global = ModePath(mode: .configure, keys: [])

    /// The path of a section opened here.
    func opening(_ mode: Mode, key: String) -> ModePath {
        ModePath(mode: mode, keys: keys + [key])
    }

    /// This path, the one that it was opened in, and so on to global configuration.
    var outwards: some Sequence<ModePath> {
        sequence(first: self) { $0.parent }
    }

    /// The path that this one was opened in; `nil` for global configuration.
    var parent: ModePath? {
        mode.parent.map { ModePath(mode: $0, keys: keys.dropLast()) }
    }
}
