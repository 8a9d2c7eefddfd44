import random

for seed in (0, 1, 42, -5, 2**70, "text", b"bytes"):
    random.seed(seed)
    print(seed, random.random(), random.randint(1, 100), random.choice("abc"), random.uniform(1, 2))
random.seed(7)
x = list(range(10))
random.shuffle(x)
print(x, random.sample(range(100), 5), random.choices("ab", k=5), random.choices([1, 2, 3], weights=[1, 5, 1], k=4), random.randrange(10), random.randrange(0, 100, 7), random.getrandbits(40), random.sample("abcdef", 3))
print(random.gauss(0, 1), random.expovariate(2), random.normalvariate(5, 2), random.triangular(0, 1, 0.5), random.betavariate(1, 2), random.choice([(1, 2), (3, 4)]), random.randbytes(4), random.lognormvariate(0, 1), random.paretovariate(3), random.weibullvariate(1, 2), random.gammavariate(2, 1), random.vonmisesvariate(0, 1))
r = random.Random(3)
state = r.getstate()
a = [r.random() for _ in range(3)]
r.setstate(state)
print(a == [r.random() for _ in range(3)], r.random() != random.random(), random.Random(3).random() == a[0], random.Random("s").randint(0, 10**20))
for bad in (lambda: random.choice([]), lambda: random.randint(5, 1), lambda: random.sample([1], 2), lambda: random.randrange(0), lambda: random.shuffle((1, 2)), lambda: random.choices([]), lambda: random.randrange(1.5), lambda: random.sample({1, 2}, 1)):
    try:
        print(bad())
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
random.seed(0)
print([random.randint(0, 1) for _ in range(20)], [round(random.random(), 3) for _ in range(5)], random.choice(range(10**6)), random.random() < 1, sum(random.random() for _ in range(100)))
random.seed(1)
print(random.sample(range(10**6), 25), random.sample([1, 2, 3, 4], counts=[1, 2, 1, 3], k=4), random.binomialvariate(10, 0.5))
for _ in range(700):
    random.random()
print(random.random())
