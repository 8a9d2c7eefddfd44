# title: A future is a promise: somebody outside keeps it
# about: Two guests wait for the doorbell, which is nothing but a future: no code stands
#   behind it. Nothing happens until somebody gives it a result, as somebody does at 2
#   s. Take that away, and press the bell yourself.
# ask: time of "ann hears ding dong"
# ask: order of lines
# why: line "ann hears ding dong"
# why: wait of bob at 1
# at 2: resolve Future 1 with "ding dong"
import asyncio


async def guest(name, bell):
    print(name, "waits for the bell")
    print(name, "hears", await bell)


async def main():
    bell = asyncio.get_running_loop().create_future()
    async with asyncio.TaskGroup() as group:
        group.create_task(guest("ann", bell), name="ann")
        group.create_task(guest("bob", bell), name="bob")


asyncio.run(main())
