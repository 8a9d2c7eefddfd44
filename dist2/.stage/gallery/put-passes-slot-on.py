# title: A put() cancelled just when a slot came free wakes the next one
# about: The shelf has room for one item, and three bakers wait to put theirs on it. A
#   customer takes what is there, which wakes Ann, the first in line. But in the same
#   tick Ann is cancelled.
# ask: who is cancelled
# ask: printed "bob's cake is on the shelf"
# why: outcome of ann
# why: outcome of bob
# why: wait of cleo at 0.5
import asyncio


async def baker(shelf, name):
    await shelf.put(f"{name}'s cake")
    print(f"{name}'s cake is on the shelf")


async def main():
    shelf = asyncio.Queue(maxsize=1)
    shelf.put_nowait("old bread")
    bakers = []
    for name in ["ann", "bob", "cleo"]:
        bakers.append(asyncio.create_task(baker(shelf, name), name=name))
    await asyncio.sleep(0)
    print("sold:", shelf.get_nowait())
    print("cancel ann ->", bakers[0].cancel())
    await asyncio.sleep(1)
    print("sold:", await shelf.get())
    await asyncio.wait(bakers)


asyncio.run(main())
