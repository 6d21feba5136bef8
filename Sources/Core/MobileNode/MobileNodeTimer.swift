/// What a deadline of a mobile node is for.
enum MobileNodeTimer: Hashable, Sendable {
    /// A Binding Update is to be sent again, or anew.
    case registration(homeAddress: IPv6Address)
    /// The home agent's binding ends.
    case binding(homeAddress: IPv6Address)
    /// An entrance of a tunnel is to be closed.
    case entrance(homeAddress: IPv6Address)
    /// Home agents are to be asked for, again or anew.
    case discovery(homeAddress: IPv6Address)
    /// The home agent on the home link is to be asked for its link-layer address again.
    case neighbor(homeAddress: IPv6Address)
    /// The next of a burst of unsolicited Neighbor Advertisements.
    case advertisement(homeAddress: IPv6Address)
    /// Home prefixes are to be asked for, again or anew.
    case prefixes(homeAddress: IPv6Address)
    /// A correspondent is to be asked or told again, or its binding is to be looked at.
    case correspondent(MobileRouteKey)
}
