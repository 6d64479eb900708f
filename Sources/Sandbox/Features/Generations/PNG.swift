internal import CPng

/// Writes a canvas as PNG.
enum PNG {
    /// Nil where libpng finds no memory.
    static func encode(_ canvas: Canvas) -> [UInt8]? {
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        image.width = png_uint_32(canvas.width)
        image.height = png_uint_32(canvas.height)
        image.format = png_uint_32(PNG_FORMAT_RGB)
        image.flags = png_uint_32(PNG_IMAGE_FLAG_FAST)
        defer { png_image_free(&image) }
        // What zlib needs at most, stored blocks and chunk headers included: asking libpng would compress twice.
        var size = canvas.bytes.count + canvas.height + canvas.bytes.count / 512 + 65_536
        var encoded = [UInt8](repeating: 0, count: size)
        let written = canvas.bytes.withUnsafeBytes { pixels in
            encoded.withUnsafeMutableBytes { target in
                png_image_write_to_memory(
                    &image, target.baseAddress, &size, 0, pixels.baseAddress, png_int_32(canvas.width * 3), nil)
            }
        }
        guard written != 0 else { return nil }
        return Array(encoded.prefix(size))
    }
}
