# title: An exception in a task nobody awaits: silence
# about: The backup fails after one second, and nobody awaits it. Nothing is printed and
#   nothing stops: the error lies in the task, and only when the task is thrown away, at
#   the very end, Python mentions that it was never looked at.
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
