import Core
import FuzzSupport

/// Reads an ICMPv6 message; what was read is written and read again, and is the same.
@c(LLVMFuzzerTestOneInput)
public func fuzzICMPv6(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let message = readICMPv6Message(unsafe Array(UnsafeBufferPointer(start: start, count: count))) else {
        return 0
    }
    // Of longer ones, the end of an invoking packet is left out.
    precondition(count > 1240 || readICMPv6Message(message.encoded()) == message)
    return 0
}
