import CLinux
import Glibc

@testable import Linux

/// A network namespace of the test's own, on the calling thread, while `body` runs.
///
/// `body` must stay on its thread: sockets belong to the namespace of the thread that opens them. It takes root, and
/// throws without.
func withNetworkNamespace<Result>(_ body: () throws -> Result) throws -> Result {
    let former = try FileDescriptor("open", for: "remembering the network namespace") {
        unsafe open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC)
    }
    try SystemCallError.check("unshare", for: "making a network namespace, which takes root") {
        unshare(haos_network_namespace)
    }
    let result = Swift.Result {
        try run("ip link set lo up")
        return try body()
    }
    try SystemCallError.check("setns", for: "returning to the former network namespace") {
        setns(former.rawValue, haos_network_namespace)
    }
    return try result.get()
}

/// A namespace with the interfaces `home0` and `peer0`, two ends of one cable, both up, with their link-local addresses;
/// duplicate address detection is off unless a test wants it.
func withCable<Result>(detectsDuplicates: Bool = false, _ body: () throws -> Result) throws -> Result {
    try withNetworkNamespace {
        try run("ip link add home0 type veth peer name peer0")
        for name in ["home0", "peer0"] {
            try writeFile("/proc/sys/net/ipv6/conf/\(name)/accept_dad", detectsDuplicates ? "1" : "0")
            try run("ip link set \(name) up")
        }
        let monitor = try LinkMonitor()
        _ = try monitor.synchronize()
        for name in ["home0", "peer0"] {
            try wait(for: "the link-local address of \(name)", on: monitor.descriptor) {
                _ = try monitor.receive()
                return monitor.link(named: name)?.link.addresses.isEmpty == false ? () : nil
            }
        }
        return try body()
    }
}
