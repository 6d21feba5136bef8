extension ArgumentType where Value == Month {
    /// A month by its name.
    static let month = ArgumentType(
        symbol: "MONTH", precision: .exact,
        parse: { Month($0) },
        explain: { "\($0) is not a month, such as Jan." },
        print: { $0.description })
}
