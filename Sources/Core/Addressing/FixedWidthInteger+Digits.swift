extension FixedWidthInteger {
    /// Reads ASCII digits of a radix up to 16, no sign, nothing else; `nil` if there are none or the number overflows.
    init?(digits: some Collection<UInt8>, radix: Self) {
        guard !digits.isEmpty else { return nil }
        var value: Self = 0
        for digit in digits {
            guard let digit = Self.value(ofDigit: digit), digit < radix else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: radix)
            let (sum, carry) = product.addingReportingOverflow(digit)
            guard !overflow, !carry else { return nil }
            value = sum
        }
        self = value
    }

    private static func value(ofDigit digit: UInt8) -> Self? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Self(digit - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): Self(digit - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): Self(digit - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
