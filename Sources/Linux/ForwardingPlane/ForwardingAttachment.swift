import CBPF
import Core
import Glibc

/// A program at the ingress of one interface.
enum ForwardingAttachment {
    /// Through tcx: the kernel lets go of the program when the link's last descriptor is closed.
    case link(Int32)
    /// Through a clsact qdisc, which stays until it is removed.
    case filter(TrafficControl.Filter)

    /// Attaches `program`; without tcx, or when `method` says so, through clsact.
    init(
        _ program: Int32, to interface: InterfaceIndex, by method: ForwardingPlane.AttachmentMethod
    ) throws(ForwardingPlaneError) {
        if method == .automatic {
            let link = haos_attach_tcx(program, interface.rawValue)
            if link >= 0 {
                self = .link(link)
                return
            }
            // Kernels before 6.6 do not know what is asked for.
            guard -link == EINVAL else {
                throw ForwardingPlaneError(
                    purpose: "attaching to interface \(interface.rawValue)", code: -link)
            }
        }
        self = .filter(try TrafficControl.attach(program, to: interface))
    }

    /// Takes the program away; the interface may be gone already.
    func end() {
        switch self {
        case .link(let descriptor):
            // At once, even if a child process has not closed its copy of the descriptor yet.
            bpf_link_detach(descriptor)
            close(descriptor)
        case .filter(let filter): TrafficControl.detach(filter)
        }
    }
}
