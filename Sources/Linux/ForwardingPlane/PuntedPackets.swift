import CBPF
import Core
import Glibc

/// The ring buffers of packets for the daemon.
@safe final class PuntedPackets {
    /// Becomes readable when there are packets; for epoll(7).
    var descriptor: Int32 { unsafe ring_buffer__epoll_fd(ring) }

    private var ring: OpaquePointer?
    private var received: [ReceivedPacket] = []
    private var limit = 0

    /// Finds the ring buffers; they live as long as `object`.
    init(in object: borrowing ForwardingObject) throws(ForwardingPlaneError) {
        let renewals = try object.map("renewal_packets", keySize: 0, valueSize: 0)
        let others = try object.map("punted_packets", keySize: 0, valueSize: 0)
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        // They are read in the order in which they are added.
        unsafe ring = ring_buffer__new(renewals, Self.receive, context, nil)
        guard unsafe ring != nil, unsafe ring_buffer__add(ring, others, Self.receive, context) == 0 else {
            throw ForwardingPlaneError(purpose: "opening the ring buffers of the eBPF programs", code: errno)
        }
    }

    deinit {
        unsafe ring_buffer__free(ring)
    }

    /// Takes at most `limit` packets out: of mobile nodes that renew their bindings first, then in the order they came.
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
