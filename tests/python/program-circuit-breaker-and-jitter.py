import asyncio, random, functools, logging, io, contextlib
log = io.StringIO()
logging.basicConfig(stream=log, level=logging.DEBUG, format="%(levelname)-8s|%(name)s|%(message)s")
logger = logging.getLogger("retry.core")
class Transient(Exception):
    def __init__(self, msg, *, after=None): super().__init__(msg); self.after = after
def retry(tries=3, base=.1, factor=2, jitter=.1, on=(Transient,)):
    def deco(f):
        @functools.wraps(f)
        async def wrapper(*a, **kw):
            delay = base
            errors = []
            for attempt in range(1, tries + 1):
                try:
                    return await f(*a, **kw)
                except on as e:
                    errors.append(e)
                    if attempt == tries:
                        logger.error("gave up on %s after %d", f.__name__, attempt, exc_info=False)
                        raise ExceptionGroup(f"{f.__qualname__} failed", errors) from e
                    wait = e.after if getattr(e, "after", None) is not None else delay + random.uniform(0, jitter)
                    logger.warning("%s: %r, again in %.3f", f.__name__, e, wait)
                    await asyncio.sleep(wait)
                    delay *= factor
        wrapper.tries = tries
        return wrapper
    return deco
class Breaker:
    def __init__(self, n, cool): self.n, self.cool, self.fails, self.until = n, cool, 0, 0.
    @property
    def state(self):
        now = asyncio.get_running_loop().time()
        return "open" if self.fails >= self.n and now < self.until else "half" if self.fails >= self.n else "closed"
    def __call__(self, f):
        @functools.wraps(f)
        async def inner(*a):
            if (s := self.state) == "open": raise RuntimeError(f"circuit {s}")
            try: r = await f(*a)
            except Exception:
                self.fails += 1
                self.until = asyncio.get_running_loop().time() + self.cool
                raise
            self.fails = 0
            return r
        return inner
rng = random.Random("seed")
@retry(tries=4)
async def flaky(p):
    """Fails with probability p."""
    await asyncio.sleep(.05)
    if (x := rng.random()) < p: raise Transient(f"x={x:.4f}", after=.3 if x < .1 else None)
    return round(x, 6)
br = Breaker(2, 1.0)
@br
async def backend(ok):
    await asyncio.sleep(.2)
    if not ok: raise OSError("down")
    return "up"
async def main():
    print(flaky.__name__, flaky.__doc__, flaky.tries, flaky.__wrapped__.__qualname__)
    for p in (.2, .6, .95, 1.1):
        try: print(p, await flaky(p))
        except* Transient as g: print(p, repr(g), g.__cause__ is g.exceptions[-1], len(g.exceptions))
    for ok in [True, False, False, True, True, False, True]:
        try: print(br.state, await backend(ok), br.fails)
        except (OSError, RuntimeError) as e: print(br.state, type(e).__name__, e)
        await asyncio.sleep(.35)
    print(log.getvalue().rstrip())
asyncio.run(main())
