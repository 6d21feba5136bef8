import Core
import FuzzSupport

/// Reads a Mobility Header; what was read is written and read again, and is the same.
@c(LLVMFuzzerTestOneInput)
public func fuzzMobilityHeader(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let header = readMobilityHeader(unsafe Array(UnsafeBufferPointer(start: start, count: count))) else {
        return 0
    }
    precondition(header.length <= count)
    precondition(header.optionRanges.allSatisfy { $0.upperBound <= header.length })
    let written = header.message.encoded()
    precondition(written.count % 8 == 0 && written.count <= MobilityHeader.maximumLength)
    // Alignment may make a header up to four times as long; past the longest one options are left out.
    precondition(
        header.length > MobilityHeader.maximumLength / 4 || readMobilityHeader(written)?.message == header.message)
    if case .bindingUpdate(let update) = header.message { update.options.forEach(readIdentifier) }
    return 0
}

/// Reads a Network Access Identifier; what was read is written and read again, and is the same.
private func readIdentifier(_ option: MobilityOption) {
    guard case .mobileNodeIdentifier(let option) = option,
        let identifier = NetworkAccessIdentifier(octets: option.identifier)
    else { return }
    precondition(NetworkAccessIdentifier(identifier.description) == identifier)
    precondition(identifier.everybody.includes(identifier) && identifier.includes(identifier))
}
