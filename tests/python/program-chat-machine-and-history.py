import asyncio, time, heapq, random, contextlib, functools
# game loop, tweening, leaderboard, matchmaking, chat with rooms, undo/redo, vending machine with match, text progress bars
class Room:
    def __init__(self, name): self.name, self.members, self.log = name, {}, []
    @contextlib.asynccontextmanager
    async def join(self, who):
        q = self.members[who] = asyncio.Queue(); await self.say("*", f"{who} joined")
        try: yield q
        finally: del self.members[who]; await self.say("*", f"{who} left")
    async def say(self, who, text):
        self.log.append(f"{time.time():.1f} {who}: {text}")
        for m, q in self.members.items():
            if m != who: q.put_nowait((who, text))
async def user(room, name, script):
    async with room.join(name) as inbox, asyncio.TaskGroup() as tg:
        async def listen():
            while True: who, text = await inbox.get(); print(f"[{name}] {who}> {text}")
        ear = tg.create_task(listen(), name=f"ear-{name}")
        for delay, text in script: await asyncio.sleep(delay); await room.say(name, text)
        ear.cancel()
class Machine:
    PRICES = {"cola": 150, "chips": 100}
    def __init__(self): self.state, self.credit = "idle", 0
    def feed(self, ev):
        match self.state, ev:
            case _, ("coin", (5 | 10 | 50 | 100) as c): self.credit += c; self.state = "has money"; return f"credit {self.credit / 100:.2f}"
            case _, ("coin", c): return f"reject {c}"
            case "idle", ("pick", _): return "insert coin"
            case "has money", ("pick", item) if item not in self.PRICES: return f"unknown {item!r}"
            case "has money", ("pick", item) if (short := self.PRICES[item] - self.credit) > 0: return f"{short} short"
            case "has money", ("pick", item): change, self.credit, self.state = self.credit - self.PRICES[item], 0, "idle"; return f"{item}, change {self.change(change)}"
            case "has money", "refund" | ("refund",): self.state, c, self.credit = "idle", self.credit, 0; return f"back {self.change(c)}"
            case state, [kind, *rest]: return f"{state}: what is {kind} {rest}?"
            case state, other: return f"{state}: ignored {other!r}"
    @staticmethod
    def change(c):
        out = {}
        for coin in (100, 50, 10, 5):
            if n := c // coin: out[coin] = n; c %= coin
        return out or "none"
class History:
    def __init__(self, v): self.v, self.undo_, self.redo_ = v, [], []
    def do(self, f): self.undo_.append(self.v); self.redo_.clear(); self.v = f(self.v); return self
    def undo(self):
        if self.undo_: self.redo_.append(self.v); self.v = self.undo_.pop()
        return self
    def redo(self):
        if self.redo_: self.undo_.append(self.v); self.v = self.redo_.pop()
        return self
async def tween(a, b, dur, fps=10, ease=lambda t: t * t * (3 - 2 * t)):
    n = round(dur * fps)
    for i in range(n + 1): yield a + (b - a) * ease(i / n); await asyncio.sleep(1 / fps)
async def matchmake(players, band=100):
    waiting, made = [], []
    for t, name, elo in players:
        await asyncio.sleep(t)
        for i, (e, w) in enumerate(waiting):
            if abs(e - elo) <= band: made.append((w, name, abs(e - elo))); del waiting[i]; break
        else: heapq.heappush(waiting, (elo, name))
    return made, heapq.nsmallest(5, waiting)
def bar(done, total, width=12): full, rest = divmod(done * width * 8, total * 8); k = done * width // total; return f"[{'#' * k:<{width}}] {done / total:>6.1%} {done:>{len(str(total))}}/{total}"
async def main():
    r = Room("lobby")
    await asyncio.gather(user(r, "ann", [(.1, "hi"), (.3, "bye")]), user(r, "bob", [(.2, "hello"), (.1, "how?")]))
    print("\n".join(r.log), r.members)
    m = Machine()
    for ev in [("pick", "cola"), ("coin", 100), ("coin", 3), ("pick", "tea"), ("pick", "cola"), ("coin", 100), ("pick", "cola"), ("coin", 50), "refund", "refund", ("kick", 1, 2), [], 7]: print(f"{str(ev):<18}{m.feed(ev)}")
    h = History(1).do(lambda x: x + 1).do(lambda x: x * 10); print(h.v, h.undo().v, h.undo().v, h.undo().v, h.redo().v, h.do(str).v, h.redo().v)
    print([round(x, 3) async for x in tween(0, 10, .5)], f"{time.monotonic():.2f}")
    print(await matchmake([(.1, "a", 1500), (.1, "b", 1800), (.1, "c", 1560), (.1, "d", 1790), (.1, "e", 900)]))
    for d in (0, 7, 33, 99, 100): print(bar(d, 100))
    board = {}
    def score(name, n): board[name] = max(board.get(name, 0), n)
    for n, s in zip("abcab", (5, 9, 9, 12, 1)): asyncio.get_running_loop().call_soon(score, n, s)
    await asyncio.sleep(0); await asyncio.sleep(0)
    for rank, (n, s) in enumerate(sorted(board.items(), key=lambda kv: (-kv[1], kv[0])), 1): print(f"{rank:>2}. {n:.<10}{s:04}")
asyncio.run(main())
