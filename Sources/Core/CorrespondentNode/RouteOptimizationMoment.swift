/// When something happened to a direct way, as a key: the earliest comes first.
struct RouteOptimizationMoment: Comparable, Sendable {
    let moment: Instant
    let key: RouteOptimizationKey

    static func < (left: RouteOptimizationMoment, right: RouteOptimizationMoment) -> Bool {
        (left.moment, left.key) < (right.moment, right.key)
    }
}
