# title: wait() for FIRST_EXCEPTION: back when one fails, raising nothing
# about: Four runners; Bob takes 1 second, Cleo falls over after 2. wait() is told to
#   come back at the FIRST_EXCEPTION, and returns two sets: who is done, and who is
#   pending.
# ask: time of "done: ['bob', 'cleo']" -- When does wait() come back?
# ask: who is cancelled
# why: line "done: ['bob', 'cleo']"
# compare: wait-all-completed
import asyncio


async def run(name, seconds):
    await asyncio.sleep(seconds)
    if name == "cleo":
        raise RuntimeError("fell over")
    print(name, "is in")


def names(tasks):
    return sorted(task.get_name() for task in tasks)


async def main():
    times = {"ann": 4, "bob": 1, "cleo": 2, "dan": 3}
    runners = []
    for name, seconds in times.items():
        runners.append(asyncio.create_task(run(name, seconds), name=name))
    done, pending = await asyncio.wait(runners, return_when=asyncio.FIRST_EXCEPTION)
    print("done:", names(done))
    print("pending:", names(pending))
    await asyncio.sleep(5)
    print("cancelled:", names(task for task in runners if task.cancelled()))


asyncio.run(main())
