# title: The chess master at 24 boards waits for each reply
# about: The chess master plays an exhibition at 24 boards. She needs 5 seconds for a
#   move, each opponent 55 for the reply. At each board she makes her move and waits for
#   the reply before she walks on.
# ask: time of end -- After how many seconds has the last opponent replied?
# why: line "24 minutes for 24 moves"
# compare: chess-master-interleaved
import asyncio
import time


async def move():
    time.sleep(5)  # the master thinks, and nobody else can
    await asyncio.sleep(55)  # the opponent thinks


async def main():
    for board in range(1, 25):
        await asyncio.create_task(move(), name=f"board {board}")
    minutes = asyncio.get_running_loop().time() / 60
    print(f"{minutes:.0f} minutes for 24 moves")


asyncio.run(main())
