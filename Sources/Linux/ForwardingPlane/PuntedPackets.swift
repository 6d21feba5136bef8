import CBPF
import Core
import Glibc

/// The ring buffer of packets for the daemon, and of what else it is told.
@safe final class PuntedPackets {
    /// Becomes readable when there are packets; for epoll(7).
    let descriptor: Int32

    private var ring: OpaquePointer?
    private var received: [Event] = []
    private var limit = 0

    /// Finds the ring buffer; it lives as long as `object`.
    init(in object: borrowing ForwardingObject) throws(ForwardingPlaneError) {
        descriptor = try object.map("punted_packets", keySize: 0, valueSize: 0)
        unsafe ring = ring_buffer__new(descriptor, Self.receive, Unmanaged.passUnretained(self).toOpaque(), nil)
        guard unsafe ring != nil else {
            throw ForwardingPlaneError(purpose: "opening the ring buffer of the eBPF programs", code: errno)
        }
    }

    deinit {
        unsafe ring_buffer__free(ring)
    }

    /// Takes at most `limit` records out, in the order they came.
    func take(limit: Int) -> [Event] {
        guard limit > 0 else { return [] }
        self.limit = limit
        unsafe ring_buffer__consume(ring)
        defer { received = [] }
        return received
    }

    /// A negative answer ends the round; the record is taken all the same.
    private static let receive: ring_buffer_sample_fn = { context, record, length in
        guard let context = unsafe context, let record = unsafe record else { return 0 }
        let packets = unsafe Unmanaged<PuntedPackets>.fromOpaque(context).takeUnretainedValue()
        if let event = unsafe event(UnsafeRawBufferPointer(start: record, count: length)) {
            packets.received.append(event)
        }
        return packets.received.count < packets.limit ? 0 : -ECANCELED
    }

    private static func event(_ record: UnsafeRawBufferPointer) -> Event? {
        let headerSize = MemoryLayout<haos_punted_packet>.size
        guard record.count >= headerSize else { return nil }
        let header = unsafe record.loadUnaligned(as: haos_punted_packet.self)
        let content = unsafe UnsafeRawBufferPointer(rebasing: record[headerSize...].prefix(Int(header.length)))
        let interface = InterfaceIndex(rawValue: header.interface_index)
        switch haos_record(UInt32(header.record)) {
        case haos_record_packet:
            return unsafe .packet(
                ReceivedPacket(
                    interface: interface, linkLayerSource: header.linkLayerSource, octets: [UInt8](content)))
        case haos_record_unverified_home_address:
            return unsafe report(content).map { .homeAddressOptionUnverified($0.packet(on: interface)) }
        case haos_record_unreachable:
            return unsafe report(content).map { .routeOptimizationUnreachable($0.entry) }
        default: return nil
        }
    }

    private static func report(_ content: UnsafeRawBufferPointer) -> haos_way_report? {
        guard content.count >= MemoryLayout<haos_way_report>.size else { return nil }
        return unsafe content.loadUnaligned(as: haos_way_report.self)
    }
}
