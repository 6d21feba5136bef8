import CBPF
import Core
import Glibc

/// Programs at one interface.
enum ForwardingAttachment {
    /// Through tcx: the kernel lets go of a program when its link's last descriptor is closed.
    case links([Int32])
    /// Through a clsact qdisc, which stays until it is removed.
    case filters(TrafficControl.Filters)

    /// Attaches `programs`; without tcx, or when `method` says so, through clsact.
    init(
        _ programs: ForwardingPrograms, to interface: InterfaceIndex, by method: ForwardingPlane.AttachmentMethod
    ) throws(ForwardingPlaneError) {
        if method == .automatic, let links = try Self.links(programs, to: interface) {
            self = links
        } else {
            self = .filters(try TrafficControl.attach(programs, to: interface))
        }
    }

    /// Takes the programs away; the interface may be gone already.
    func end() {
        switch self {
        case .links(let links): links.forEach(Self.end)
        case .filters(let filters): TrafficControl.detach(filters)
        }
    }

    /// `nil` if the kernel has no tcx.
    private static func links(
        _ programs: ForwardingPrograms, to interface: InterfaceIndex
    ) throws(ForwardingPlaneError) -> ForwardingAttachment? {
        var links: [Int32] = []
        do throws(ForwardingPlaneError) {
            for (program, direction) in programs.all {
                guard let link = try link(program, to: interface, direction, first: programs.comeFirst) else {
                    return nil
                }
                links.append(link)
            }
            return .links(links)
        } catch {
            links.forEach(end)
            throw error
        }
    }

    private static func link(
        _ program: Int32, to interface: InterfaceIndex, _ direction: haos_direction, first: Bool
    ) throws(ForwardingPlaneError) -> Int32? {
        let link = haos_attach_tcx(program, interface.rawValue, direction, first)
        if link >= 0 { return link }
        // Kernels before 6.6 do not know what is asked for.
        if -link == EINVAL { return nil }
        throw ForwardingPlaneError(purpose: "attaching to interface \(interface.rawValue)", code: -link)
    }

    private static func end(link: Int32) {
        // At once, even if a child process has not closed its copy of the descriptor yet.
        bpf_link_detach(link)
        close(link)
    }
}
