# title: A barrier of three: the slowest lets everybody go
# about: Three friends meet at a corner, which is a barrier for three. Ann comes after
#   one second, Cleo after two, and Bob after three.
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
