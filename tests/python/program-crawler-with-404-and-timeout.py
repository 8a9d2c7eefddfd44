import asyncio

SITE = {
    "/": ["/a", "/b", "/missing"],
    "/a": ["/c", "/"],
    "/b": ["/c", "/d"],
    "/c": [],
    "/d": ["/slow"],
    "/slow": ["/a"],
}


class FetchError(Exception):
    def __init__(self, url, status):
        super().__init__(url, status)
        self.url, self.status = url, status

    def __str__(self):
        return f"{self.status} for {self.url}"


async def fetch(url):
    await asyncio.sleep(2 if url == "/slow" else 0.25 + len(url) * 0.05)
    try:
        return SITE[url]
    except KeyError as e:
        raise FetchError(url, 404) from e


class Crawler:
    def __init__(self, limit=2):
        self.seen = set()
        self.sem = asyncio.Semaphore(limit)
        self.errors = {}

    async def crawl(self, url, depth=0):
        if url in self.seen:
            return
        self.seen.add(url)
        async with self.sem:
            print("  " * depth + f"-> {url} {self.sem!r}".split(" at ")[0])
            try:
                async with asyncio.timeout(1):
                    links = await fetch(url)
            except (FetchError, TimeoutError) as e:
                self.errors[url] = e
                print("  " * depth + f"!! {url}: {e!r} cause={e.__cause__!r}")
                return
        await asyncio.gather(*(self.crawl(l, depth + 1) for l in links))


async def main():
    c = Crawler()
    await c.crawl("/")
    print(sorted(c.seen), {k: str(v) for k, v in c.errors.items()})

try:
    asyncio.run(main())
except BaseException as e:
    print("top", repr(e))
