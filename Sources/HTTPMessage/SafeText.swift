extension String {
    /// The text cut to a length fit for a message, with no character that could move a terminal's cursor, colour
    /// what follows or turn its direction.
    package var safeToShow: String {
        var safe = UnicodeScalarView()
        for scalar in unicodeScalars {
            if safe.count == 300 {
                safe.append("…")
                break
            }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: safe.append("\u{fffd}")
            default: safe.append(scalar)
            }
        }
        return String(safe)
    }
}
