# title: wait() for all: a failure neither ends it nor comes out of it
# about: Four runners; Bob takes 1 second, Cleo falls over after 2, and Ann is in after
#   4. wait() is told nothing special, and returns two sets: who is done, and who is
#   pending.
# ask: time of "done: ['ann', 'bob', 'cleo', 'dan']" -- When does wait() come back?
# ask: who is cancelled
# why: line "done: ['ann', 'bob', 'cleo', 'dan']"
# compare: wait-first-completed
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
    done, pending = await asyncio.wait(runners)
    print("done:", names(done))
    print("pending:", names(pending))
    await asyncio.sleep(5)
    print("cancelled:", names(task for task in runners if task.cancelled()))


asyncio.run(main())
