internal import CPng

/// A decoded picture: four bytes a pixel, red, green, blue and opacity, row by row from the top.
struct Bitmap: Equatable {
    let width: Int
    let height: Int
    var pixels: [UInt8]

    /// More than any screen shows. What decodes to more is refused before any memory is asked for.
    static let mostPixels = 16 << 20
    private static let longestSide = 16_384

    init(width: Int, height: Int, pixels: [UInt8]) {
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// Decodes a PNG, all of it: one that is cut short or damaged is refused.
    init(png bytes: [UInt8]) throws(PictureError) {
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        let decoded = bytes.withUnsafeBytes { source -> Result<[UInt8], PictureError> in
            guard png_image_begin_read_from_memory(&image, source.baseAddress, source.count) != 0 else {
                return .failure(PictureError("it is not a PNG that can be read: \(Self.words(of: image))"))
            }
            let (width, height) = (Int(image.width), Int(image.height))
            guard width <= Self.longestSide, height <= Self.longestSide, width * height <= Self.mostPixels else {
                return .failure(PictureError("it is too large to be shown: \(width) × \(height) pixels"))
            }
            image.format = png_uint_32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA)
            var pixels = [UInt8](repeating: 0, count: width * height * 4)
            let isRead = pixels.withUnsafeMutableBytes {
                png_image_finish_read(&image, nil, $0.baseAddress, png_int_32(width * 4), nil)
            }
            guard isRead != 0 else {
                return .failure(PictureError("it is damaged or cut short: \(Self.words(of: image))"))
            }
            return .success(pixels)
        }
        width = Int(image.width)
        height = Int(image.height)
        pixels = try decoded.get()
    }

    /// What libpng says of its failure.
    private static func words(of image: png_image) -> String {
        let text = withUnsafeBytes(of: image.message) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        return text.isEmpty ? "no reason is given" : text
    }

    /// The picture at most so large, its sides in proportion; every pixel is the mean of those it stands for.
    func fitted(width limit: Int, height heightLimit: Int) -> Bitmap {
        let scale = min(1, Double(max(1, limit)) / Double(width), Double(max(1, heightLimit)) / Double(height))
        guard scale < 1 else { return self }
        let newWidth = max(1, Int(Double(width) * scale))
        let newHeight = max(1, Int(Double(height) * scale))
        var fitted = [UInt8]()
        fitted.reserveCapacity(newWidth * newHeight * 4)
        for row in 0..<newHeight {
            let rows = row * height / newHeight..<max(row * height / newHeight + 1, (row + 1) * height / newHeight)
            for column in 0..<newWidth {
                let first = column * width / newWidth
                fitted += mean(rows, first..<max(first + 1, (column + 1) * width / newWidth))
            }
        }
        return Bitmap(width: newWidth, height: newHeight, pixels: fitted)
    }

    private func mean(_ rows: Range<Int>, _ columns: Range<Int>) -> [UInt8] {
        var sums = (0, 0, 0, 0)
        for row in rows {
            for column in columns {
                let at = (row * width + column) * 4
                sums.0 += Int(pixels[at])
                sums.1 += Int(pixels[at + 1])
                sums.2 += Int(pixels[at + 2])
                sums.3 += Int(pixels[at + 3])
            }
        }
        let count = rows.count * columns.count
        return [sums.0, sums.1, sums.2, sums.3].map { UInt8($0 / count) }
    }
}
