/// How the kernel's tables tell what is the daemon's own.
///
/// Every address and route in the kernel has room for a number that says who added it (IFA_PROTO since Linux 5.18,
/// `rtm_protocol`). So no record of them has to be kept anywhere else: a daemon that was killed finds what it had
/// added, and never mistakes what others added, nor what they replaced, for its own. `ip address` and `ip route` show
/// the number as `proto`.
enum KernelMark {
    /// The number, which neither the kernel nor the known routing daemons use: the protocol number of Mobile IPv6.
    static let origin: UInt8 = 135
    /// The same, of addresses, routes and rules that come and go with a mobile node's home addresses.
    static let mobileOrigin: UInt8 = 136
    /// Of the daemon's routes: behind those that come with an interface's own address (256), before those that the
    /// kernel learns from routers and that others add without saying (1024).
    static let metric: UInt32 = 257
}
