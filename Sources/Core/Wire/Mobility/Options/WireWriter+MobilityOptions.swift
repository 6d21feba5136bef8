extension WireWriter {
    /// Appends the options of a Mobility Header and its padding, as `MobilityMessage.encoded()` documents it.
    mutating func append(_ options: [MobilityOption]) {
        for (index, option) in options.enumerated() {
            append(option, isLast: index == options.count - 1)
        }
        appendPadding(padding(to: 8, plus: 0))
    }

    private mutating func append(_ option: MobilityOption, isLast: Bool) {
        guard option.type > 1 else { return }
        let data = option.data
        let (multiple, remainder) =
            isLast && option.endsMessage ? (8, -(2 + data.count)) : option.alignment
        let padding = padding(to: multiple, plus: remainder)
        guard count + padding + 2 + data.count <= MobilityHeader.maximumLength else { return }
        appendPadding(padding)
        append(option.type)
        append(UInt8(truncatingIfNeeded: data.count))
        append(contentsOf: data)
    }
}
