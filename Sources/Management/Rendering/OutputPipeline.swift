/// Filters one behind the other: takes output in pieces of any size, gives what is shown.
public struct OutputPipeline {
    private var filters: [OutputFiltering] = []

    /// A pipeline that shows everything.
    public init() {}

    /// Adds a filter behind the others.
    ///
    /// - Throws: if its pattern is no regular expression.
    public mutating func append(_ filter: OutputFilter) throws(Refusal) {
        filters.append(try OutputFiltering(filter))
    }

    /// Adds a filter that has seen some of the output already.
    public mutating func append(_ filtering: OutputFiltering) {
        filters.append(filtering)
    }

    /// Takes a piece of output; returns what is shown of it by now.
    public mutating func take(_ piece: String) -> String {
        filters.indices.reduce(piece) { piece, index in filters[index].take(piece) }
    }

    /// What is shown at the end of the output; after that everything is.
    public mutating func finish() -> String {
        defer { filters = [] }
        return filters.indices.reduce("") { piece, index in filters[index].take(piece) + filters[index].finish() }
    }
}
