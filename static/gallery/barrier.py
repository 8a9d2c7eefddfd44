# title: A barrier of three: the slowest lets everybody go
# about: Three friends meet at a corner, a barrier for three. Whoever comes first waits,
#   and the last one to come opens it for all of them, at one and the same time.
# ask: time of "ann: off we go"
# ask: order of lines "ann: off we go" "bob: off we go" "cleo: off we go"
# why: line "ann: off we go"
# why: line "bob: off we go"
# why: wait of ann at 2
import asyncio


async def friend(name, seconds, corner):
    await asyncio.sleep(seconds)
    print(f"{name}: here I am")
    await corner.wait()
    print(f"{name}: off we go")


async def main():
    corner = asyncio.Barrier(3)
    async with asyncio.TaskGroup() as group:
        group.create_task(friend("ann", 1, corner), name="ann")
        group.create_task(friend("bob", 3, corner), name="bob")
        group.create_task(friend("cleo", 2, corner), name="cleo")


asyncio.run(main())
