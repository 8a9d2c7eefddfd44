# title: An exception in a task nobody awaits: silence until the task is freed
# about: The backup fails after one second. Nobody awaits it: main sleeps for two
#   seconds, and then only asks whether the task is done.
# ask: outcome of backup
# ask: end
# why: outcome of backup
# why: end
# compare: silent-task-callback
import asyncio


async def backup():
    await asyncio.sleep(1)
    raise OSError("disk full")


async def main():
    task = asyncio.create_task(backup(), name="backup")
    await asyncio.sleep(2)
    print("all is quiet; the backup is done:", task.done())


asyncio.run(main())
