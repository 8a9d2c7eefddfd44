import asyncio

print([x**2 for x in range(6) if x % 2])
print({x: x**2 for x in range(3)}, sorted({x % 3 for x in range(10)}), tuple(x for x in "abc"))
print([(x, y) for x in range(3) for y in range(x) if (x + y) % 2])
print([[row[i] for row in [[1, 2], [3, 4]]] for i in range(2)])
print([y for x in [1, 2] if (y := x * 10) > 10], y)
print({k: v for k, v in zip("ab", [1, 2])}, {v: k for k, v in {"a": 1}.items()})
print([a + b for a, b in [(1, 2), (3, 4)]], [first for first, *rest in ["abc", "de"]])
print([x if x > 1 else -x for x in range(4)], [lambda: x for x in range(2)][0]())
matrix = [[1, 2, 3], [4, 5, 6]]
print([value for row in matrix for value in row], [list(column) for column in zip(*matrix)])
print(sum(x for x in range(5)), max((len(w), w) for w in ["aa", "b", "cc"]), ",".join(c.upper() for c in "xyz"))


class Table:
    names = ["a", "b"]
    upper = [n.upper() for n in names]


print(Table.upper)


def local():
    base = 10
    return [base + i for i in range(3)], {base: [base for _ in range(2)]}, [[base * i * j for j in range(2)] for i in range(2)]


print(local())


async def numbers(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


async def double(x):
    await asyncio.sleep(0.1)
    return x * 2


async def main():
    print([x async for x in numbers(3)], {x: 1 async for x in numbers(2)}, sorted({x % 2 async for x in numbers(4)}))
    print([await double(x) for x in range(3)], [x async for x in numbers(5) if x % 2], [y async for x in numbers(2) for y in range(x + 1)])
    lazy = (x * 10 async for x in numbers(3))
    print(type(lazy).__name__)
    async for value in lazy:
        print(value)
    print([await double(x) async for x in numbers(2) if await double(x) >= 0])
    print([[await double(y) for y in range(x)] for x in range(3)])


asyncio.run(main())
try:
    [z for _ in range(1)]
except NameError as error:
    print(error)
try:
    [1 / x for x in [1, 0]]
except ZeroDivisionError as error:
    print(error)
