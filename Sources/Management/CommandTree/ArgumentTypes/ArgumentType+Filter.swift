import Core

extension ArgumentType where Value == String {
    /// The name of a filter.
    static let filterName = name(upTo: 64)
}

extension ArgumentType where Value == IPv6Prefix {
    /// A prefix; bits beyond its length may be set and are dropped, as IOS does in filters.
    static let maskedPrefix = ArgumentType(
        symbol: "X:X:X:X::X/<0-128>", precision: .exact,
        parse: { IPv6Prefix($0) },
        explain: { "\($0) is not an IPv6 prefix, such as 2001:db8::/64." },
        print: { $0.description })

    /// A prefix, or one address: a /128.
    static let maskedAddressOrPrefix = ArgumentType(
        symbol: "X:X:X:X::X[/<0-128>]", precision: .exact,
        parse: { IPv6Prefix($0) ?? IPv6Address($0).map { IPv6Prefix($0) } },
        explain: { "\($0) is neither an IPv6 address nor a prefix." },
        print: { $0.description })
}

extension ArgumentType where Value == UInt8 {
    /// A number from 0 to 255.
    static let octet = number(0...UInt8.max)
}

extension ArgumentType where Value == UInt16 {
    /// A port number.
    static let portNumber = number(0...UInt16.max)
}
