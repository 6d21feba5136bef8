import CBPF
import Core
import Glibc

/// The eBPF programs and maps, loaded into the kernel; they stay there while the value lives, and as long as a program
/// is attached.
@safe struct ForwardingObject: ~Copyable {
    private let object: OpaquePointer

    /// How much of the verifier's log is kept: its end tells what it did not like.
    private static let verifierLogTail = 2_000
    private static let verifierLogSize = 1 << 20

    /// Loads the programs for Ethernet and all maps, with room for so many bindings. It takes the verifier a second.
    ///
    /// - Throws: when the kernel refuses: privileges are missing, or its verifier rejects a program.
    init(maximumBindings: UInt32) throws(ForwardingPlaneError) {
        let ethernet = ForwardingInterfaceKind.ethernet(LinkLayerAddress(rawValue: 0))
        let programs: Set = [ethernet.programName, ethernet.egressProgramName]
        unsafe object = try Self.load(.forwarding, programs) { object in
            for name in ["bindings", "binding_counters", "care_of_addresses", "direct_ways"] {
                unsafe bpf_map__set_max_entries(bpf_object__find_map_by_name(object, name), maximumBindings)
            }
            // A home address, and the link-local one that goes with it.
            let proxies = unsafe bpf_object__find_map_by_name(object, "neighbor_proxies")
            unsafe bpf_map__set_max_entries(proxies, 2 * min(maximumBindings, .max / 2))
            return 0
        }
    }

    /// Loads programs of `embedded`, which share the maps that `other` has.
    init(
        _ programs: Set<String>, of embedded: EmbeddedObject, sharing other: borrowing ForwardingObject
    ) throws(ForwardingPlaneError) {
        let shared = other.maps()
        unsafe object = try Self.load(embedded, programs) { object in
            for map in shared {
                let own = unsafe bpf_object__find_map_by_name(object, map.name)
                guard unsafe own != nil else { continue }
                let result = unsafe bpf_map__reuse_fd(own, map.descriptor)
                guard result == 0 else { return result }
            }
            return 0
        }
    }

    deinit {
        unsafe bpf_object__close(object)
    }

    /// The descriptor of a program, valid while the object lives.
    func program(_ name: String) throws(ForwardingPlaneError) -> Int32 {
        let descriptor = unsafe bpf_program__fd(bpf_object__find_program_by_name(object, name))
        guard descriptor >= 0 else {
            throw ForwardingPlaneError(purpose: "finding the eBPF program \(name)", code: ENOENT)
        }
        return descriptor
    }

    /// The descriptor of a map, valid while the object lives.
    ///
    /// - Throws: when there is none of the name, or one with other sizes of key and value.
    func map(_ name: String, keySize: Int, valueSize: Int) throws(ForwardingPlaneError) -> Int32 {
        guard let map = unsafe bpf_object__find_map_by_name(object, name),
            unsafe bpf_map__key_size(map) == keySize, unsafe bpf_map__value_size(map) == valueSize
        else { throw ForwardingPlaneError(purpose: "finding the eBPF map \(name)", code: ENOENT) }
        return unsafe bpf_map__fd(map)
    }

    /// Has only these programs loaded. Those for packets without an Ethernet header find the IPv6 header at an odd half
    /// word, which the verifier of an architecture that prefers alignment (user-mode Linux, say) refuses unless it is told
    /// that it is meant.
    private static func choose(_ programs: Set<String>, in object: OpaquePointer) {
        var program = unsafe bpf_object__next_program(object, nil)
        while unsafe program != nil {
            let name = unsafe bpf_program__name(program).map { unsafe String(cString: $0) } ?? ""
            unsafe bpf_program__set_autoload(program, programs.contains(name))
            unsafe bpf_program__set_flags(program, BPF_F_ANY_ALIGNMENT)
            unsafe program = bpf_object__next_program(object, program)
        }
    }

    /// Every map, in the order of their names.
    func maps() -> [(name: String, maximumEntries: UInt32, descriptor: Int32)] {
        var maps: [(name: String, maximumEntries: UInt32, descriptor: Int32)] = []
        var map = unsafe bpf_object__next_map(object, nil)
        while unsafe map != nil {
            let name = unsafe bpf_map__name(map).map { unsafe String(cString: $0) } ?? ""
            maps.append(unsafe (name, bpf_map__max_entries(map), bpf_map__fd(map)))
            unsafe map = bpf_object__next_map(object, map)
        }
        return maps.sorted { $0.name < $1.name }
    }

    /// Loads some programs of an object, once `prepare` has seen to its maps and answered 0.
    private static func load(
        _ embedded: EmbeddedObject, _ programs: Set<String>, _ prepare: (OpaquePointer) -> Int32
    ) throws(ForwardingPlaneError) -> OpaquePointer {
        haos_silence()
        let log = UnsafeMutableBufferPointer<CChar>.allocate(capacity: verifierLogSize)
        unsafe log.initialize(repeating: 0)
        defer { unsafe log.deallocate() }
        let octets = embedded.octets
        let opened = unsafe octets.withUnsafeBytes {
            unsafe haos_open_object($0.baseAddress, $0.count, log.baseAddress, log.count)
        }
        guard let object = unsafe opened else {
            throw ForwardingPlaneError(purpose: "reading the eBPF programs", code: errno)
        }
        unsafe choose(programs, in: object)
        let prepared = unsafe prepare(object)
        let result = unsafe prepared == 0 ? bpf_object__load(object) : prepared
        guard result == 0 else {
            unsafe bpf_object__close(object)
            let text = unsafe String(decoding: UnsafeRawBufferPointer(log).prefix { $0 != 0 }, as: UTF8.self)
            throw ForwardingPlaneError(
                purpose: "loading the eBPF programs", code: -result, verifierLog: tail(of: text))
        }
        return unsafe object
    }

    private static func tail(of log: String) -> String? {
        log.isEmpty ? nil : String(log.suffix(verifierLogTail))
    }
}
