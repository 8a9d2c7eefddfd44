# title: The same time.sleep() in a thread freezes nobody
# about: A clock ticks every second, and an alarm is set for second 2. At 1.5 s the
#   report calls the same time.sleep(3), but in a thread, and awaits that.
# ask: time of "alarm!"
# ask: order of lines
# why: line "alarm!"
# compare: time-sleep-freezes
import asyncio
import time


async def clock():
    for second in range(1, 5):
        await asyncio.sleep(1)
        print("tick", second)


async def report():
    await asyncio.sleep(1.5)
    print("report: begin")
    await asyncio.to_thread(time.sleep, 3)
    print("report: end")


async def main():
    asyncio.get_running_loop().call_later(2, print, "alarm!")
    async with asyncio.TaskGroup() as group:
        group.create_task(clock(), name="clock")
        group.create_task(report(), name="report")


asyncio.run(main())
