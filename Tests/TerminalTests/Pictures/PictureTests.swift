import Foundation
import TestSupport
import Testing

@testable import Terminal

@Suite struct PictureTests {
    /// Two pixels, red and half transparent blue, made by Python's zlib.
    static let tiny =
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAADklEQVR4nGP4z8AAQg0AD3oDfnfpf5cAAAAASUVORK5CYII="
        ).map(Array.init) ?? []

    private func bitmap(_ width: Int, _ height: Int, _ pixel: (Int, Int) -> [UInt8]) -> Bitmap {
        var pixels: [UInt8] = []
        for y in 0..<height { for x in 0..<width { pixels += pixel(x, y) } }
        return Bitmap(width: width, height: height, pixels: pixels)
    }

    @Test func aPNGIsDecoded() throws {
        let decoded = try Bitmap(png: Self.tiny)
        #expect(decoded == Bitmap(width: 2, height: 1, pixels: [255, 0, 0, 255, 0, 0, 255, 128]))
    }

    @Test(arguments: 0..<tiny.count) func whatIsCutShortIsRefused(_ length: Int) {
        // The end mark itself may be missing: all pixels are there then.
        guard length < Self.tiny.count - 12 else { return }
        #expect(throws: PictureError.self) { try Bitmap(png: Array(Self.tiny.prefix(length))) }
    }

    @Test func aBombIsRefusedBeforeAnyMemoryIsAskedFor() throws {
        var bomb = Self.tiny
        // 100,000 by 100,000, with the checksum that belongs to it.
        bomb.replaceSubrange(16..<24, with: [0, 1, 0x86, 0xA0, 0, 1, 0x86, 0xA0])
        bomb.replaceSubrange(29..<33, with: Self.checksum(bomb[12..<29]))
        let failure = #expect(throws: PictureError.self) { try Bitmap(png: bomb) }
        #expect(failure?.message.contains("too large") == true)
        #expect(throws: PictureError.self) { try Bitmap(png: Array("<html>".utf8)) }
        #expect(throws: PictureError.self) { try Bitmap(png: []) }
    }

    /// CRC-32, as PNG §D wants it.
    private static func checksum(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        value = ~value
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    @Test(arguments: 0..<20) func aDamagedPictureIsWholeOrRefused(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<25 {
            var bytes = Self.tiny
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: 8..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            do throws(PictureError) {
                let bitmap = try Bitmap(png: bytes)
                #expect(bitmap.pixels.count == bitmap.width * bitmap.height * 4, "\(bytes)")
            } catch {
                #expect(!error.message.isEmpty, "\(bytes)")
            }
        }
    }

    @Test func aPictureIsMadeSmallerInProportion() {
        let wide = bitmap(100, 50) { x, _ in x < 50 ? [255, 0, 0, 255] : [0, 0, 255, 255] }
        let small = wide.fitted(width: 10, height: 100)
        #expect((small.width, small.height) == (10, 5))
        #expect(Array(small.pixels.prefix(4)) == [255, 0, 0, 255])
        #expect(Array(small.pixels.suffix(4)) == [0, 0, 255, 255])
        #expect(wide.fitted(width: 100, height: 50) == wide)
        #expect(bitmap(3000, 1) { _, _ in [0, 0, 0, 255] }.fitted(width: 10, height: 10).height == 1)
    }

    @Test func oneRedPixelInSixels() {
        let red = bitmap(1, 1) { _, _ in [255, 0, 0, 255] }
        #expect(SixelPicture(red).text == "\u{1B}P0;1q\"1;1;1;1#0;2;100;0;0#0@-\u{1B}\\")
    }

    @Test func whatIsEqualIsCounted() {
        let white = bitmap(10, 7) { _, _ in [255, 255, 255, 255] }
        #expect(SixelPicture(white).text == "\u{1B}P0;1q\"1;1;10;7#0;2;100;100;100#0!10~-#0!10@-\u{1B}\\")
    }

    @Test func sixelsCanBeReadBack() throws {
        let colorful = bitmap(33, 20) { x, y in
            [UInt8(x / 9 * 60), UInt8(y / 7 * 100), UInt8((x + y) % 4 * 80), x == y ? 0 : 255]
        }
        let read = try SixelReader(SixelPicture(colorful).text)
        #expect((read.width, read.height) == (33, 20))
        for (index, pixel) in read.pixels.enumerated() {
            let expected = colorful.pixels[index * 4..<index * 4 + 4].map { Int($0) }
            #expect(pixel == (expected[3] == 0 ? nil : expected.prefix(3).map { ($0 * 100 + 127) / 255 }))
        }
    }

    @Test func moreColoursThanThereCanBeAreBroughtNear() throws {
        let gradient = bitmap(128, 128) { x, y in [UInt8(x * 2), UInt8(y * 2), UInt8((x + y) % 256), 255] }
        #expect(Palette(gradient).colors.count == Palette.limit)
        let read = try SixelReader(SixelPicture(gradient).text)
        for (index, pixel) in read.pixels.enumerated() {
            let found = try #require(pixel)
            for part in 0..<3 { #expect(abs(found[part] - Int(gradient.pixels[index * 4 + part]) * 100 / 255) < 20) }
        }
    }

    @Test func nothingToSeeIsNothing() throws {
        let clear = bitmap(8, 8) { _, _ in [1, 2, 3, 0] }
        #expect(try SixelReader(SixelPicture(clear).text).pixels.allSatisfy { $0 == nil })
    }

    @Test func kittyTakesPieces() {
        let small = KittyPicture(png: [1, 2, 3], columns: nil).text
        #expect(small == "\u{1B}_Ga=T,f=100,q=2,m=0;AQID\u{1B}\\")
        let text = KittyPicture(png: [UInt8](repeating: 7, count: 4000), columns: 40).text
        let pieces = text.components(separatedBy: "\u{1B}\\").dropLast()
        #expect(pieces.count == 2)
        #expect(pieces.first?.hasPrefix("\u{1B}_Ga=T,f=100,q=2,c=40,m=1;") == true)
        #expect(pieces.last?.hasPrefix("\u{1B}_Gm=0;") == true)
        let data = pieces.compactMap { $0.split(separator: ";").last }.joined()
        #expect(Data(base64Encoded: data) == Data(repeating: 7, count: 4000))
    }

    @Test func iTermTakesItWhole() {
        #expect(
            ITermPicture(png: [1, 2, 3], columns: 12).text
                == "\u{1B}]1337;File=inline=1;size=3;width=12;preserveAspectRatio=1:AQID\u{07}")
    }

    @Test func theEnvironmentNamesTheProtocol() {
        #expect(PictureProtocol.named(by: ["TERM": "xterm-kitty"]) == .kitty)
        #expect(PictureProtocol.named(by: ["TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"]) == .kitty)
        #expect(PictureProtocol.named(by: ["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"]) == .iterm)
        #expect(PictureProtocol.named(by: ["TERM": "foot"]) == .sixel)
        #expect(PictureProtocol.named(by: ["TERM": "xterm-256color"]) == nil)
        #expect(PictureProtocol.named(by: ["TERM": "tmux-256color", "KITTY_WINDOW_ID": "1"]) == nil)
        #expect(PictureProtocol.named(by: ["TERM": "xterm-kitty", "TMUX": "/tmp/tmux"]) == nil)
    }

    @Test func tmuxPassesOnWhatIsWrapped() {
        #expect(
            PictureProtocol.passed("\u{1B}_G\u{1B}\\", ["TMUX": "x"])
                == "\u{1B}Ptmux;\u{1B}\u{1B}_G\u{1B}\u{1B}\\\u{1B}\\")
        #expect(PictureProtocol.passed("\u{1B}[c", [:]) == "\u{1B}[c")
    }

    @Test func whatTheTerminalAnswersIsUnderstood() {
        for (answer, draws) in [
            ("\u{1B}[?62;4;22c", true), ("\u{1B}[?65;1;4c", true), ("\u{1B}[?1;2c", false), ("\u{1B}[?4c", false),
            ("\u{1B}[?62;14;41c", false), ("", false), ("c", false), ("\u{1B}[?62;4", false),
        ] {
            #expect(TerminalQuestion.drawsSixels(Array(answer.utf8)) == draws, "\(answer)")
        }
    }

    @Test func aPictureGetsNoMoreThanItsRoom() {
        let room = PictureRoom(columns: 40, rows: 24, cell: (8, 16))
        #expect((room.width, room.height) == (312, 256))
        #expect(room.columns(for: bitmap(100, 100) { _, _ in [0, 0, 0, 0] }) == nil)
        #expect(room.columns(for: bitmap(512, 512) { _, _ in [0, 0, 0, 0] }) == 32)
        #expect(room.columns(for: bitmap(4000, 10) { _, _ in [0, 0, 0, 0] }) == 39)
    }
}
