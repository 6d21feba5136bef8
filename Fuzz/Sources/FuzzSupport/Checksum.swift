import Core

/// Puts the checksum of an upper layer right, so that a fuzzer reaches what comes after its check.
///
/// - Parameters:
///   - octets: The packet, or the upper layer alone.
///   - range: What the checksum covers; within `octets`.
///   - offset: Where the checksum is in `range`. Without room for it there is no effect.
public func putChecksumRight(
    in octets: inout [UInt8], over range: Range<Int>, at offset: Int, source: IPv6Address, destination: IPv6Address,
    nextHeader: NextHeader
) {
    let place = range.lowerBound + offset
    guard place + 2 <= range.upperBound else { return }
    octets[place] = 0
    octets[place + 1] = 0
    var checksum = InternetChecksum(
        source: source, destination: destination, upperLayerLength: range.count, nextHeader: nextHeader)
    checksum.add(octets.span.extracting(range))
    octets[place] = UInt8(checksum.value >> 8)
    octets[place + 1] = UInt8(checksum.value & 0xff)
}

/// Octets that a Mobility Header's length says it has, no more than `available`.
public func mobilityHeaderLength(_ octets: some Collection<UInt8>, available: Int) -> Int {
    guard let units = octets.dropFirst().first else { return available }
    return min(available, 8 + 8 * Int(units))
}
