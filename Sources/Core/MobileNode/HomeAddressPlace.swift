/// Where a home address is on this machine. It always is on the interface of home addresses, so that sockets that are
/// bound to it stay.
public enum HomeAddressPlace: Hashable, Sendable {
    /// Nowhere else, and nothing is sent from it: packets of new connections leave from other addresses.
    case idle
    /// Nowhere else; what has no other source address leaves from it by the interface of home addresses.
    case abroad
    /// On the interface of the home link too, without duplicate address detection if the home agent has kept the
    /// address for this node (RFC 6275 section 11.5.5); what has no other source address leaves from it by the router.
    case atHome(InterfaceIndex, router: IPv6Address, detectsDuplicates: Bool)
}
