# title: A future is a promise: somebody outside keeps it
# about: Two guests wait for the doorbell, which is nothing but a future: no code stands
#   behind it, and nothing happens until somebody sets its result. Here a timer presses
#   it at 2 s.
# ask: time of "ann hears ding dong"
# ask: order of lines
# why: line "ann hears ding dong"
# why: wait of bob at 1
import asyncio


async def guest(name, bell):
    print(name, "waits for the bell")
    print(name, "hears", await bell)


def press(bell):
    if not bell.done():
        bell.set_result("ding dong")


async def main():
    loop = asyncio.get_running_loop()
    bell = loop.create_future()
    loop.call_later(2, press, bell)
    async with asyncio.TaskGroup() as group:
        group.create_task(guest("ann", bell), name="ann")
        group.create_task(guest("bob", bell), name="bob")


asyncio.run(main())
