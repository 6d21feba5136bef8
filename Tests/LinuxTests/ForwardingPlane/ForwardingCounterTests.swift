import CBPF
import Testing

@testable import Linux

/// Where the daemon and the eBPF programs have to agree.
@Suite struct ForwardingCounterTests {
    @Test("Counters have the same names, in the same order")
    func names() {
        let names = (0..<haos_counter_count.rawValue).map {
            unsafe String(cString: haos_counter_name(haos_counter($0)))
        }
        #expect(names == ForwardingCounter.allCases.map(\.rawValue))
        #expect(unsafe String(cString: haos_counter_name(haos_counter_count)) == "")
    }

    @Test("Structures have the sizes that BPF/structures.h asserts")
    func sizes() {
        #expect(MemoryLayout<haos_ipv6_address>.size == 16)
        #expect(MemoryLayout<haos_binding>.size == 56)
        #expect(MemoryLayout<haos_binding_counters>.size == 40)
        #expect(MemoryLayout<haos_direct_way_key>.size == 32)
        #expect(MemoryLayout<haos_direct_way>.size == 64)
        #expect(MemoryLayout<haos_way_report>.size == 48)
        #expect(MemoryLayout<haos_neighbor_target>.size == 24)
        #expect(MemoryLayout<haos_neighbor_proxy>.size == 16)
        #expect(MemoryLayout<haos_interface>.size == 24)
        #expect(MemoryLayout<haos_local_address>.size == 4)
        #expect(MemoryLayout<haos_settings>.size == 40)
        #expect(MemoryLayout<haos_punted_packet>.size == 16)
    }

    @Test("A refusal is told with its reason and advice")
    func errors() {
        let refused = ForwardingPlaneError(purpose: "loading the eBPF programs", code: 1)
        #expect(
            "\(refused)"
                == "loading the eBPF programs: Operation not permitted; "
                + "haosd needs the capabilities CAP_BPF and CAP_NET_ADMIN, or to be root")
        let rejected = ForwardingPlaneError(
            purpose: "loading the eBPF programs", code: 13, verifierLog: "combined stack size of 6 calls is 528")
        #expect("\(rejected)".hasSuffix("\nthe kernel's verifier said:\ncombined stack size of 6 calls is 528"))
    }
}
