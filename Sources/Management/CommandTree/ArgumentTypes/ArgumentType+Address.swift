import Core

extension ArgumentType where Value == IPv6Address {
    /// An address.
    static let address = ArgumentType(
        symbol: "X:X:X:X::X", precision: .exact,
        parse: { IPv6Address($0) },
        explain: { "\($0) is not an IPv6 address." },
        print: { $0.description })
}

extension ArgumentType where Value == InterfaceAddress {
    /// An address with the length of its link's prefix.
    static let interfaceAddress = ArgumentType(
        symbol: "X:X:X:X::X/<0-128>", precision: .exact,
        parse: { word in
            guard let (address, length) = AddressText.split(word), let length else { return nil }
            return InterfaceAddress(address: address, prefixLength: length)
        },
        explain: { "\($0) is not an IPv6 address with a prefix length, such as 2001:db8::1/64." },
        print: { $0.description })
}

extension ArgumentType where Value == IPv6Prefix {
    /// A prefix whose bits beyond its length are zero.
    static let prefix = ArgumentType(
        symbol: "X:X:X:X::X/<0-128>", precision: .exact,
        parse: { word in
            guard let (address, length) = AddressText.split(word), let length else { return nil }
            return AddressText.exactPrefix(address, length)
        },
        explain: { AddressText.explainPrefix($0) ?? "\($0) is not an IPv6 prefix, such as 2001:db8::/64." },
        print: { $0.description })

    /// A prefix, or one address: a /128, printed without its length.
    static let addressOrPrefix = ArgumentType(
        symbol: "X:X:X:X::X[/<0-128>]", precision: .exact,
        parse: { word in
            AddressText.split(word).flatMap { AddressText.exactPrefix($0.address, $0.length ?? 128) }
        },
        explain: { AddressText.explainPrefix($0) ?? "\($0) is neither an IPv6 address nor a prefix." },
        print: { $0.length == 128 ? $0.address.description : $0.description })
}

/// Reads addresses with and without a length.
private enum AddressText {
    static func split(_ word: String) -> (address: IPv6Address, length: UInt8?)? {
        if let address = IPv6Address(word) { return (address, nil) }
        guard let slash = word.firstIndex(of: "/"), let address = IPv6Address(word[..<slash]) else { return nil }
        let digits = word[word.index(after: slash)...]
        guard digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let length = UInt8(digits), length <= 128
        else { return nil }
        return (address, length)
    }

    static func exactPrefix(_ address: IPv6Address, _ length: UInt8) -> IPv6Prefix? {
        IPv6Prefix(address, length: length).flatMap { $0.address == address ? $0 : nil }
    }

    /// What is wrong with a prefix that has bits set beyond its length.
    static func explainPrefix(_ word: String) -> String? {
        guard let (address, length) = split(word), let length, let prefix = IPv6Prefix(address, length: length),
            prefix.address != address
        else { return nil }
        return "\(word) has bits set beyond its length; the prefix is \(prefix)."
    }
}
