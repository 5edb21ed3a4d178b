/**
 * The count in Redis, as one atomic script with Redis' own clock. It does what `MemoryLedger.exchange`
 * does; a test holds the two to the same answers.
 *
 * A Redis that has lost its memory is told by the epoch: whoever knew another one makes every window
 * count as used up once.
 *
 * Keys: slots (sorted by when they stop counting), what counts for the pace (likewise), the account.
 */
export const exchangeScript = `
local next_argument = 0
local function argument()
  next_argument = next_argument + 1
  return ARGV[next_argument]
end
local function number() return tonumber(argument()) end
local function exact(value) return string.format('%.3f', value) end

local now = number()
if not now then
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000 + tonumber(time[2]) / 1000
end
local kind = argument()
local limit, bulk_limit, hold = number(), number(), number()
local pace_limit, pace_interval = number(), number()
local deadline = number()
local known_epoch, new_epoch = argument(), argument()
local used, day_limit = argument(), argument()

local slots, paced, account = KEYS[1], KEYS[2], KEYS[3]
local function field(name) return tonumber(redis.call('HGET', account, name) or '') end
local function remember(...) redis.call('HSET', account, ...) end

local epoch = redis.call('HGET', account, 'epoch')
if not epoch then
  epoch = new_epoch
  remember('epoch', epoch)
end
if known_epoch ~= '' and known_epoch ~= epoch then
  remember('full', exact(now + 10000))
end
redis.call('PEXPIRE', account, 172800000)

for _ = 1, number() do
  local id, ago = argument(), number()
  redis.call('ZADD', slots, 'XX', exact(now - ago + hold), id)
  if redis.call('HGET', account, 'probe') == id then
    redis.call('HDEL', account, 'paused', 'probe', 'probing')
  end
end
for _ = 1, number() do
  local id, left = argument(), number()
  redis.call('ZADD', slots, exact(now + left), id)
end
redis.call('ZREMRANGEBYSCORE', slots, '-inf', exact(now))
redis.call('ZREMRANGEBYSCORE', paced, '-inf', exact(now))
if used ~= '' then remember('used', used, 'day', day_limit, 'told', exact(now)) end

local wanted_clicks, wanted_bulk = number(), number()
local function answer(clicks, bulk, wait, pause)
  redis.call('PEXPIRE', slots, math.ceil(deadline + hold + 1000))
  wait = math.min(math.max(wait, 1), math.max(hold, 100))
  local told = field('told')
  return table.concat({
    clicks, bulk, exact(wait), exact(pause), epoch,
    told and field('used') or '', told and field('day') or '', told and exact(now - told) or ''
  }, ' ')
end

local paused, probing = field('paused'), field('probing')
if paused and now < paused then return answer(0, 0, 0, paused - now) end
if paused and probing and now < probing then
  return answer(0, 0, math.min(probing - now, 250), 0)
end
local closed = field('held:' .. kind) or 0
if hold > 0 then closed = math.max(closed, field('full') or 0) end
if now < closed then return answer(0, 0, closed - now, 0) end

local count, paced_count = redis.call('ZCARD', slots), redis.call('ZCARD', paced)
local most = paused and 1 or math.huge
local clicks = math.max(0, math.min(wanted_clicks, limit - count, most))
local bulk = math.min(wanted_bulk, bulk_limit - count - clicks, most - clicks)
if pace_limit > 0 then bulk = math.min(bulk, pace_limit - paced_count) end
bulk = math.max(0, bulk)

local counts_until = exact(now + deadline + hold)
local first = nil
for wish = 1, wanted_clicks + wanted_bulk do
  local id = argument()
  local is_click = wish <= wanted_clicks
  if (is_click and wish <= clicks) or (not is_click and wish - wanted_clicks <= bulk) then
    first = first or id
    redis.call('ZADD', slots, counts_until, id)
    if pace_limit > 0 then redis.call('ZADD', paced, exact(now + pace_interval), id) end
  end
end
if first and pace_limit > 0 then redis.call('PEXPIRE', paced, math.ceil(pace_interval + 1000)) end
if paused and first then remember('probe', first, 'probing', exact(now + deadline)) end

local function nth(key, index)
  if index < 0 then return 0 end
  return tonumber(redis.call('ZRANGE', key, index, index, 'WITHSCORES')[2] or '0')
end
count = redis.call('ZCARD', slots)
local free
if clicks < wanted_clicks then
  free = nth(slots, count - limit)
else
  free = nth(slots, count - bulk_limit)
  if pace_limit > 0 then free = math.max(free, nth(paced, redis.call('ZCARD', paced) - pace_limit)) end
end
return answer(clicks, bulk, free - now, 0)
`;

/** Keys: the account. Until when it is paused, or one of its limits is held; a hold only grows longer. */
export const postponeScript = `
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000 + tonumber(time[2]) / 1000
end
local name, milliseconds = ARGV[2], tonumber(ARGV[3])
local moment = now + milliseconds
if name == 'paused' then
  redis.call('HDEL', KEYS[1], 'probe', 'probing')
else
  moment = math.max(moment, tonumber(redis.call('HGET', KEYS[1], name) or '0'))
end
redis.call('HSET', KEYS[1], name, string.format('%.3f', moment))
redis.call('PEXPIRE', KEYS[1], 172800000)
return 'ok'
`;
