import Core

/// `show debugging`: what is debugged.
struct DebuggingReport: WholeReport {
    static let schema = 1

    /// An area that is debugged.
    struct Area: Encodable {
        /// The area.
        let area: DebugArea
        /// The home address that it is debugged for; `nil` for all.
        let homeAddress: IPv6Address?
    }

    /// By name.
    let areas: [Area]

    init(_ debugging: Debugging) {
        areas = DebugArea.allCases.compactMap { area in
            debugging.areas[area].map { Area(area: area, homeAddress: $0) }
        }
    }

    var text: String {
        areas.isEmpty ? "Nothing is debugged.\n" : areas.map { line(of: $0.area) }.joined()
    }

    /// What is said of one area.
    func line(of area: DebugArea) -> String {
        let condition = areas.first { $0.area == area }?.homeAddress.map { " for home address \($0)" } ?? ""
        return "Mobile IPv6 \(area.rawValue) debugging is on\(condition)\n"
    }
}
