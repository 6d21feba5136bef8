import Core

extension ArgumentType where Value == DomainName {
    /// A domain name.
    static let domainName = ArgumentType(
        symbol: "WORD", precision: .name,
        parse: { DomainName($0) },
        explain: { _ in
            "A domain name is up to 253 letters, digits, - and _ in labels of up to 63, with dots in between."
        },
        print: { $0.description })
}
