# title: A done callback that speaks when a task fails
# about: The backup fails after one second, and nobody awaits it. But it has a done
#   callback, which asks the task for its exception and prints it.
# ask: time of "backup failed: disk full"
# ask: order of lines
# why: line "backup failed: disk full"
# compare: silent-task
import asyncio


async def backup():
    await asyncio.sleep(1)
    raise OSError("disk full")


def report(task):
    if not task.cancelled() and task.exception():
        print(task.get_name(), "failed:", task.exception())


async def main():
    task = asyncio.create_task(backup(), name="backup")
    task.add_done_callback(report)
    await asyncio.sleep(2)
    print("all is quiet; the backup is done:", task.done())


asyncio.run(main())
