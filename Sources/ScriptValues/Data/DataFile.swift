package import Diagnostics
package import JSONKit

/// A file that a loop goes over: CSV whose first line names the columns, or a JSON list.
package enum DataFile {
    /// The rows of a CSV or TSV file as objects, or the elements of a JSON list; the ending of the path decides.
    ///
    /// - Throws: for a path with another ending, and for a text that is not of the form.
    package static func rows(of text: String, path: String) throws(Diagnostic) -> [JSON] {
        switch path.split(separator: ".").last?.lowercased() {
        case "csv": return try CSVReader(text, path: path, separator: UInt8(ascii: ",")).rows()
        case "tsv": return try CSVReader(text, path: path, separator: UInt8(ascii: "\t")).rows()
        case "json": return try elements(of: text, path: path)
        default:
            throw Diagnostic(
                .usage, "data-kind", "\(path) is neither .csv, .tsv nor .json",
                advice: ["a loop goes over the rows of a CSV file, or the elements of a JSON list"])
        }
    }

    private static func elements(of text: String, path: String) throws(Diagnostic) -> [JSON] {
        let value: JSON
        do throws(JSONError) {
            value = try JSON(parsing: text)
        } catch {
            throw Diagnostic(
                .execution, "data-json", "\(path) is not JSON: \(error)", advice: ["fix it at that place"])
        }
        guard let elements = value.elements else {
            throw Diagnostic(
                .execution, "data-json", "\(path) holds no list", found: value.kindName,
                advice: ["put the elements in [ ]"])
        }
        return elements
    }
}
