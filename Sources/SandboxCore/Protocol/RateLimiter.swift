internal import Synchronization

/// Token buckets by name. They live as long as the process: a restart fills them, which harms nobody.
package final class RateLimiter: Sendable {
    private struct Bucket {
        var tokens: Double
        var filledAt: Int64
    }

    private let limit: SandboxRateLimit
    private let buckets = Mutex<[String: Bucket]>([:])
    private static let mostBuckets = 10_000

    /// A limiter whose buckets are all full, of a size and a rate that the limit gives.
    package init(_ limit: SandboxRateLimit) { self.limit = limit }

    /// Takes a token; nil where there was one, else the seconds until there will be.
    package func take(_ name: String, at time: Int64) -> Int64? {
        buckets.withLock { buckets in
            if buckets.count >= RateLimiter.mostBuckets { buckets.removeAll() }
            var bucket = buckets[name] ?? Bucket(tokens: limit.burst, filledAt: time)
            let passed = Double(max(0, time - bucket.filledAt)) / 1000
            bucket.tokens = min(limit.burst, bucket.tokens + passed * limit.perSecond)
            bucket.filledAt = time
            defer { buckets[name] = bucket }
            guard bucket.tokens >= 1 else { return secondsToWait(bucket) }
            bucket.tokens -= 1
            return nil
        }
    }

    private func secondsToWait(_ bucket: Bucket) -> Int64 {
        guard limit.perSecond > 0 else { return 3600 }
        return max(1, Int64(((1 - bucket.tokens) / limit.perSecond).rounded(.up)))
    }
}
