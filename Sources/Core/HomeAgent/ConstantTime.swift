/// Comparison whose duration tells nothing of the contents.
public enum ConstantTime {
    /// Whether the two hold the same octets; only their lengths show in the time it takes.
    public static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for index in left.indices { difference |= left[index] ^ right[index] }
        return difference == 0
    }
}
