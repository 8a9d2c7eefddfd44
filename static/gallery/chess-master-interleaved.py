# title: The chess master plays 24 boards, going round from one to the next
# about: The master needs 5 seconds for a move, each opponent 55. She moves and walks on
#   to the next of 24 boards while the opponent thinks; each game has three moves.
# ask: time of end -- After how many seconds is the last game over?
# why: line "7 minutes for 24 games"
# compare: chess-master-sequential
import asyncio
import time


async def play(board):
    for move in range(3):
        time.sleep(5)  # the master thinks, and nobody else can
        await asyncio.sleep(55)  # the opponent thinks


async def main():
    async with asyncio.TaskGroup() as games:
        for board in range(1, 25):
            games.create_task(play(board), name=f"board {board}")
    minutes = asyncio.get_running_loop().time() / 60
    print(f"{minutes:.0f} minutes for 24 games")


asyncio.run(main())
