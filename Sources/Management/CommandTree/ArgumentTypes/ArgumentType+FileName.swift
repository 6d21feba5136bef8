extension ArgumentType where Value == FileName {
    /// A file.
    static let fileName = ArgumentType(
        symbol: "FILE", precision: .fallback,
        parse: { FileName($0) },
        explain: { _ in
            """
            A file is an absolute path, or a name of up to 64 letters, digits, or any of - _ . \
            that the router keeps it under.
            """
        },
        print: { $0.description })
}
