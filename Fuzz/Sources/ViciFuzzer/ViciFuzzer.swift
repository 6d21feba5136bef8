import Core
import FuzzSupport

@testable import Vici

/// Takes what strongSwan may say, in pieces whose length the first octet tells; what was read is written and read again,
/// and is the same.
@c(LLVMFuzzerTestOneInput)
public func fuzzVici(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let octets = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    guard let pieceLength = octets.first.map({ Int($0) + 1 }) else { return 0 }
    var input = ViciInput()
    for begin in stride(from: 1, to: octets.count, by: pieceLength) {
        input.append(octets[begin..<min(begin + pieceLength, octets.count)])
        do throws(ViciError) {
            while let packet = try input.next() { check(packet) }
        } catch {
            return 0
        }
    }
    return 0
}

/// Names that are no UTF-8 become longer when they are read, and are cut when they are written: only once.
private func check(_ packet: ViciPacket) {
    guard let again = read(packet) else { preconditionFailure("what was written cannot be read") }
    precondition(read(again) == again)
}

private func read(_ packet: ViciPacket) -> ViciPacket? {
    try? ViciPacket(parsing: packet.octets.dropFirst(ViciPacket.lengthOctets))
}
