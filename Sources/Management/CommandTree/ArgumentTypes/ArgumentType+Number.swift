extension ArgumentType where Value: FixedWidthInteger & UnsignedInteger {
    /// A decimal number of a range; the reason for the range is told to whoever writes another.
    static func number(_ range: ClosedRange<Value>, because reason: String = "") -> ArgumentType {
        ArgumentType(
            symbol: "<\(range.lowerBound)-\(range.upperBound)>", precision: .exact,
            parse: { Self.parse($0, radix: 10, range) },
            explain: { "\($0) is not a number from \(range.lowerBound) to \(range.upperBound)\(reason)." },
            print: { String($0) })
    }

    /// A hexadecimal number of a range, with or without `0x`.
    static func hexadecimalNumber(_ range: ClosedRange<Value>, because reason: String = "") -> ArgumentType {
        let lowest = String(range.lowerBound, radix: 16)
        let highest = String(range.upperBound, radix: 16)
        return ArgumentType(
            symbol: "<\(lowest)-\(highest)>", precision: .exact,
            parse: { word in Self.parse(word.hasPrefix("0x") ? word.dropFirst(2) : word[...], radix: 16, range) },
            explain: { "\($0) is not a hexadecimal number from \(lowest) to \(highest)\(reason)." },
            print: { String($0, radix: 16) })
    }

    private static func parse(_ digits: some StringProtocol, radix: Int, _ range: ClosedRange<Value>) -> Value? {
        guard !digits.utf8.contains(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }),
            let number = Value(digits, radix: radix), range.contains(number)
        else { return nil }
        return number
    }
}
