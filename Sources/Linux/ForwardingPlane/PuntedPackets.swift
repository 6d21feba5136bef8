import CBPF
import Core
import Glibc

/// The ring buffer of packets for the daemon.
@safe final class PuntedPackets {
    /// Becomes readable when there are packets; for epoll(7).
    let descriptor: Int32

    private var ring: OpaquePointer?
    private var received: [ReceivedPacket] = []
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

    /// Takes at most `limit` packets out, in the order they came.
    func take(limit: Int) -> [ReceivedPacket] {
        guard limit > 0 else { return [] }
        self.limit = limit
        unsafe ring_buffer__consume(ring)
        defer { received = [] }
        return received
    }

    /// A negative answer ends the round; the packet is taken all the same.
    private static let receive: ring_buffer_sample_fn = { context, record, length in
        guard let context = unsafe context, let record = unsafe record else { return 0 }
        let packets = unsafe Unmanaged<PuntedPackets>.fromOpaque(context).takeUnretainedValue()
        if let packet = unsafe packet(UnsafeRawBufferPointer(start: record, count: length)) {
            packets.received.append(packet)
        }
        return packets.received.count < packets.limit ? 0 : -ECANCELED
    }

    private static func packet(_ record: UnsafeRawBufferPointer) -> ReceivedPacket? {
        let headerSize = MemoryLayout<haos_punted_packet>.size
        guard record.count >= headerSize else { return nil }
        let header = unsafe record.loadUnaligned(as: haos_punted_packet.self)
        let octets = unsafe record[headerSize...].prefix(Int(header.length))
        return unsafe ReceivedPacket(
            interface: InterfaceIndex(rawValue: header.interface_index), linkLayerSource: header.linkLayerSource,
            octets: [UInt8](octets))
    }
}
