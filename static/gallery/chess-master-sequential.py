# title: The chess master plays 24 boards, one game after the other
# about: The master needs 5 seconds for a move, each opponent 55. She plays a game of
#   three moves to its end before she sits down at the next of 24 boards.
# ask: time of end -- After how many seconds is the last game over?
# why: line "72 minutes for 24 games"
# compare: chess-master-interleaved
import asyncio
import time


async def play(board):
    for move in range(3):
        time.sleep(5)  # the master thinks, and nobody else can
        await asyncio.sleep(55)  # the opponent thinks


async def main():
    for board in range(1, 25):
        await asyncio.create_task(play(board), name=f"board {board}")
    minutes = asyncio.get_running_loop().time() / 60
    print(f"{minutes:.0f} minutes for 24 games")


asyncio.run(main())
