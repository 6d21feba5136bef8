import Core
import FuzzSupport

/// Walks along a packet and reads its upper layer, as it is and with its checksum put right.
@c(LLVMFuzzerTestOneInput)
public func fuzzPacket(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var octets = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    guard let packet = try? IPv6Packet(parsing: octets.span) else { return 0 }
    precondition(packet.upperLayer.upperBound <= octets.count)
    read(octets, packet)
    let start = packet.upperLayer.lowerBound
    switch packet.upperLayerProtocol {
    case .mobility:
        let length = mobilityHeaderLength(octets[packet.upperLayer], available: packet.upperLayer.count)
        putChecksumRight(
            in: &octets, over: start..<start + length, at: MobilityHeader.checksumOffset,
            source: packet.checksumSource, destination: packet.checksumDestination, nextHeader: .mobility)
    case .icmpv6:
        putChecksumRight(
            in: &octets, over: packet.upperLayer, at: ICMPv6Message.checksumOffset, source: packet.checksumSource,
            destination: packet.checksumDestination, nextHeader: .icmpv6)
    default: return 0
    }
    read(octets, packet)
    return 0
}

private func read(_ octets: [UInt8], _ packet: IPv6Packet) {
    let upperLayer = octets.span.extracting(packet.upperLayer)
    if packet.upperLayerProtocol == .mobility {
        _ = try? MobilityHeader.parse(
            octets: upperLayer, source: packet.checksumSource, destination: packet.checksumDestination)
    } else {
        _ = try? ICMPv6Message.parse(
            octets: upperLayer, source: packet.checksumSource, destination: packet.checksumDestination
        ).validate(receivedWith: packet.header)
    }
}
