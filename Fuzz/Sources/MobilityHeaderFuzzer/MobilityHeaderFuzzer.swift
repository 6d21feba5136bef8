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
    return 0
}
