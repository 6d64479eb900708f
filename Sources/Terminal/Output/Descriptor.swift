internal import Glibc

/// Reads and writes on file descriptors that survive interrupts and short counts.
enum Descriptor {
    static func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(TerminalError) {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(descriptor, $0.baseAddress?.advanced(by: offset), $0.count - offset)
            }
            if count >= 0 {
                offset += count
            } else if errno == EAGAIN {
                // Someone who shares the terminal made it non-blocking.
                _ = poll(descriptor, for: POLLOUT)
            } else if errno != EINTR {
                throw TerminalError(errno == EPIPE ? .closed : .write, "Output could not be written", errno: errno)
            }
        }
    }

    /// Waits for one event; whether it came before the time (in milliseconds, none means for ever) was over.
    static func poll(_ descriptor: Int32, for events: Int32, milliseconds: Int32 = -1) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
        return Glibc.poll(&entry, 1, milliseconds) > 0
    }
}
