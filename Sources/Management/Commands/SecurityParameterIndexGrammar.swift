/// A Security Parameter Index, as it may be written.
struct SecurityParameterIndexGrammar: Sendable {
    /// 0 to 255 are reserved (RFC 4285 section 5.1, RFC 4303 section 2.1).
    private static let reason = "; 0 to 255 are reserved"

    let parameter: Parameter<UInt32>
    let grammar: [Grammar]

    init(_ name: String) {
        parameter = Parameter(
            name, .hexadecimalNumber(256...UInt32.max, because: Self.reason),
            "Security Parameter Index, hexadecimal")
        let decimal = Parameter(name, .number(256...UInt32.max, because: Self.reason), "Security Parameter Index")
        grammar = [
            .choice([
                [.word("hex", "In hexadecimal"), .value(parameter)],
                [.word("decimal", "In decimal"), .value(decimal)],
            ])
        ]
    }
}
