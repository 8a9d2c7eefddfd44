import asyncio


class Sync:
    def __enter__(self): return self
    def __exit__(self, *a): return None
class Half:
    def __aenter__(self): return 3
    async def __aexit__(self, *a): pass
class Late:
    async def __aenter__(self): return self
    def __aexit__(self, *a): return None
class Items:
    def __init__(self): self.n = 0
    def __aiter__(self): return self
    def __anext__(self): return (1, 2)
async def main():
    for make in (Sync, Half, Late):
        try:
            async with make(): print("in")
        except TypeError as e: print(make.__name__, "|", e)
    try:
        async with Late(): raise ValueError("v")
    except TypeError as e: print("late", e, repr(e.__context__))
    try:
        async for _ in Items(): pass
    except TypeError as e: print(e)
    try: [x async for x in Items()]
    except TypeError as e: print(e)
    def three(*a): return 5
    try: await three(None, None, None)
    except TypeError as e: print(e)
    try: await 5
    except TypeError as e: print(e)
asyncio.run(main())
