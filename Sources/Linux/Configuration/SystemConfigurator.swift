import Core
import Glibc

/// Brings interfaces, addresses, routes and forwarding of the calling thread's network namespace to what is
/// configured, and back.
///
/// It compares what is wanted with what the kernel has each time, and keeps no books of its own: the kernel's tables
/// tell what an earlier run of the daemon added (`KernelMark`), killed or not; what is still wanted of it stays. What
/// others added is left alone, also when it is what the configuration asks for. Of the former state of forwarding the
/// kernel has no memory, so the state directory has.
///
/// Virtual interfaces are the daemon's own, and end with it however it ends.
///
/// An interface that the configuration names is set up when it is first met, or down if the configuration says so, and
/// set again when the configuration says otherwise; at the end it stays as it is. An operator who sets it by hand
/// meanwhile means it, and others may have come to use it. Addresses pass the kernel's duplicate address detection like
/// anybody's.
public final class SystemConfigurator {
    private let socket: NetlinkSocket
    private let forwarding: ForwardingSetting
    private let loopbackForwarding: ForwardingSetting
    private var virtualInterfaces: [String: VirtualInterface] = [:]
    /// `nil` until something is asked for: what a killed daemon left may be just what will be.
    private var state: SystemState?
    /// The interfaces that are configured, and whether they were to be up when that was seen to last.
    private var settled: [InterfaceIndex: Bool] = [:]

    /// Changes nothing yet; `directory` remembers former settings.
    public init(directory: StateDirectory) throws(SystemFailure) {
        do throws(NetlinkError) {
            socket = try NetlinkSocket()
        } catch {
            throw .refused(error)
        }
        do throws(SystemCallError) {
            forwarding = try ForwardingSetting(.node, directory: directory)
            loopbackForwarding = try ForwardingSetting(.loopback, directory: directory)
        } catch {
            throw .setting(error)
        }
    }

    /// Makes `state` what is wanted from now on, and brings it about as far as that is possible now.
    ///
    /// Apply an empty state at the end of the daemon.
    public func apply(_ state: SystemState) -> SystemReport {
        self.state = state
        return reconcile()
    }

    /// Makes up for what has changed since: call it after interfaces appeared or changed, or lost an address. Before
    /// the first `apply` it does nothing.
    public func reconcile() -> SystemReport {
        var report = SystemReport()
        guard let state else { return report }
        report.failures = makeVirtualInterfaces(state.virtualInterfaces)
        do throws(NetlinkError) {
            let kernel = try KernelState(from: socket)
            let plan = SystemPlan(from: kernel, to: state, settled: settled)
            report.missingInterfaces = plan.missingInterfaces
            // From now on, a configured interface that is not as it was to be was set so by somebody.
            settled = kernel.links.filter { state.interfaces[$0.name] != nil }.reduce(into: [:]) {
                $0[$1.index] = !state.shutDownInterfaces.contains($1.name)
            }
            report.failures += forward(state, among: kernel.links.map(\.name)) + plan.conflicts
            for change in plan.changes {
                perform(change, &report)
            }
        } catch {
            report.failures.append(.refused(error))
        }
        return report
    }

    /// Makes those that are not there, and lets go of those that are wanted no more.
    private func makeVirtualInterfaces(_ wanted: Set<String>) -> [SystemFailure] {
        virtualInterfaces = virtualInterfaces.filter { wanted.contains($0.key) }
        return wanted.subtracting(virtualInterfaces.keys).sorted().compactMap { name in
            do throws(SystemCallError) {
                virtualInterfaces[name] = try VirtualInterface(name)
                return nil
            } catch {
                return .virtualInterface(error)
            }
        }
    }

    /// The whole node first, for that overwrites what the loopback interface has.
    private func forward(_ state: SystemState, among interfaces: [String]) -> [SystemFailure] {
        [(forwarding, state.isForwarding), (loopbackForwarding, state.looksUpRoutes)].compactMap { setting, isOn in
            do throws(SystemFailure) {
                if isOn { try setting.turnOn(interfaces: interfaces) } else { try setting.putBack() }
                return nil
            } catch {
                return error
            }
        }
    }

    private func perform(_ change: SystemChange, _ report: inout SystemReport) {
        do throws(NetlinkError) {
            try change.perform(with: socket)
        } catch {
            switch change {
            case .addRoute(_, let route) where [EHOSTUNREACH, ENETUNREACH, ENETDOWN].contains(error.code):
                report.waitingRoutes.insert(route)
            case .setInterface(let interface, _, _):
                settled[interface] = nil
                report.failures.append(.refused(error))
            default:
                report.failures.append(.refused(error))
            }
        }
    }
}
