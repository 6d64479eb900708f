-- wrk: refresh grants in a loop, a chain of refresh tokens for each thread.
-- Arguments after `--`: the Authorization header, then one refresh token for each thread.

local threads = {}
local token, authorization
refused = 0

function setup(thread)
    table.insert(threads, thread)
    thread:set("number", #threads)
end

function init(arguments)
    authorization = arguments[1]
    token = arguments[1 + number]
end

function request()
    local headers = { ["Authorization"] = authorization, ["Content-Type"] = "application/x-www-form-urlencoded" }
    return wrk.format("POST", nil, headers, "grant_type=refresh_token&refresh_token=" .. token)
end

function response(status, headers, body)
    local fresh = body:match('"refresh_token"%s*:%s*"([^"]+)"')
    if status == 200 and fresh and fresh ~= token then
        token = fresh
    else
        refused = refused + 1
    end
end

function done(summary, latency)
    local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
    for _, thread in ipairs(threads) do
        failed = failed + thread:get("refused")
    end
    print(string.format(
        'figures {"requests": %d, "microseconds": %d, "median": %d, "failed": %d}',
        summary.requests, summary.duration, latency:percentile(50), failed))
end
