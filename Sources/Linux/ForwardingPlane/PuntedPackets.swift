import CBPF
import Core
import Glibc

/// The ring buffers of packets for the daemon, and of what else it is told.
@safe final class PuntedPackets {
    /// Becomes readable when there are packets; for epoll(7).
    var descriptor: Int32 { unsafe ring_buffer__epoll_fd(ring) }

    private var ring: OpaquePointer?
    private var received: [Event] = []
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

    /// Takes at most `limit` records out: of mobile nodes that renew their bindings first, then in the order they came.
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
        case haos_record_tunnelled:
            guard content.count >= MemoryLayout<haos_mobile_route_key>.size else { return nil }
            return unsafe .mobileNode(
                .tunnelled(MobileRouteKey(content.loadUnaligned(as: haos_mobile_route_key.self))))
        default: return nil
        }
    }

    private static func report(_ content: UnsafeRawBufferPointer) -> haos_way_report? {
        guard content.count >= MemoryLayout<haos_way_report>.size else { return nil }
        return unsafe content.loadUnaligned(as: haos_way_report.self)
    }
}
