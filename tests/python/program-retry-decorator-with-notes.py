import asyncio, functools, random

def retry(times=3, base=0.1, exceptions=(Exception,)):
    def deco(fn):
        @functools.wraps(fn)
        async def wrapper(*args, **kwargs):
            delay = base
            for attempt in range(1, times + 1):
                try:
                    return await fn(*args, **kwargs)
                except exceptions as exc:
                    exc.add_note(f"attempt {attempt} of {times}")
                    if attempt == times:
                        raise
                    jitter = random.uniform(0, delay)
                    print(f"{fn.__name__}{args} failed: {exc!r}; retry in {delay + jitter:.3f}")
                    await asyncio.sleep(delay + jitter)
                    delay *= 2
        return wrapper
    return deco

calls = 0

@retry(times=4, exceptions=(ConnectionError, TimeoutError))
async def flaky(x):
    "Doc of flaky."
    global calls
    calls += 1
    await asyncio.sleep(0.05)
    if calls < 3:
        raise ConnectionResetError(104, "Connection reset by peer")
    return x * 2

@retry(times=2, base=0.5)
async def hopeless(*, why):
    raise LookupError(why)

async def main():
    print(flaky.__name__, flaky.__doc__, flaky.__wrapped__.__qualname__, asyncio.iscoroutinefunction(flaky))
    print(await flaky(21))
    try:
        await hopeless(why="nothing there")
    except LookupError as e:
        print(repr(e), e.__notes__)
    await hopeless(why="again")

asyncio.run(main())
