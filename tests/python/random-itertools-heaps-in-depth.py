import random, itertools as it, heapq, bisect, operator as op, math
for seed in (0, 1, -5, 2**70, "abc", b"xyz", "", True, -0.0, "é"):
    random.seed(seed)
    print(seed, random.random(), random.getrandbits(7), random.getrandbits(64), random.getrandbits(200), random.randrange(10**30), random.randrange(-5, 100, 7), random.randrange(10, -10, -3), random.randint(-3, 3), random.choice([1,2,3]), random.choice("héllo"), random.choice(range(5)), random.sample([1,2,3,4,5],3), random.sample(range(1000),10), random.sample("abc", 2, counts=[3,2,1]), random.choices("abc",k=5), random.choices([1,2],weights=[.1,5],k=4), random.choices([1,2],cum_weights=[3,4],k=4), random.uniform(-1,5), random.triangular(), random.triangular(1,5,2), random.gauss(0,1), random.gauss(5,2), random.normalvariate(0,1), random.expovariate(2), random.lognormvariate(0,1), random.betavariate(2,3), random.gammavariate(.5,2), random.gammavariate(3,2), random.gammavariate(1,1), random.paretovariate(3), random.weibullvariate(1,2), random.vonmisesvariate(1,2), random.randbytes(5))
    x = list(range(20)); random.shuffle(x); print(x)
st = random.getstate(); a = random.random(); random.setstate(st); print(a == random.random(), len(st), len(st[1]))
class R(random.Random):
    def __init__(self, n): super().__init__(n); self.n = n
    def dice(self): return self.randint(1, 6)
r = R(3); print([r.dice() for _ in range(10)], r.n)
r = random.Random(); r.seed(7); print(r.random())
print(random.Random(x=5).random() if False else "", isinstance(r, random.Random))
print(list(it.islice(it.count(5), 3)), list(it.islice(it.count(1.5, .5), 3)), list(it.islice(it.cycle("ab"), 5)), list(it.repeat(1, 3)))
print(list(it.chain([1], "ab", (2,))), list(it.chain.from_iterable([[1],[2,3]])), list(it.islice(range(10), 2, 9, 3)), list(it.islice("abc", None)), list(it.takewhile(lambda x: x<3, range(9))), list(it.dropwhile(lambda x: x<3, range(6))), list(it.filterfalse(None, [0,1,2])), list(it.starmap(pow, [(2,3),(3,2)])))
print(list(it.accumulate([1,2,3])), list(it.accumulate([1,2,3], op.mul, initial=10)), list(it.accumulate("abc")), list(it.accumulate([])), list(it.zip_longest("ab", "xyz", fillvalue="-")), list(it.zip_longest()), list(it.pairwise("abcd")), list(it.compress("abcd", [1,0,1])))
print(list(it.product("ab", [1,2])), list(it.product("ab", repeat=2)), list(it.product()), list(it.product("ab", [])), list(it.permutations("abc")), list(it.permutations("abc", 2)), list(it.permutations("ab", 3)), list(it.permutations("", 0)))
print(list(it.combinations("abcd", 2)), list(it.combinations("ab", 3)), list(it.combinations("ab", 0)), list(it.combinations_with_replacement("abc", 2)), list(it.combinations_with_replacement("", 1)), list(it.combinations_with_replacement("", 0)))
print([(k, list(g)) for k, g in it.groupby("aabbbc")], [(k, len(list(g))) for k, g in it.groupby([1,3,2,4], key=lambda x: x % 2)], [k for k, g in it.groupby("aabba")])
a, b, c = it.tee(range(4), 3); print(next(a), next(a), list(b), list(a), list(c))
n = it.count(1); print([next(n) for _ in range(3)], next(it.count(2**63 - 1)))
i = it.count(2**63 - 2); print(next(i), next(i), next(i))
g = it.groupby("aab"); k, first = next(g); next(g); print(list(first))
h = []
for x in [5, 1, 8, 3, 9, 2, 7]: heapq.heappush(h, x); print(h)
print([heapq.heappop(h) for _ in range(3)], h, heapq.heappushpop(h, 4), heapq.heapreplace(h, 1), h)
x = [9,8,7,6,5,4,3,2,1,0]; heapq.heapify(x); print(x, heapq.nlargest(3, x), heapq.nsmallest(3, x, key=lambda v: -v), list(heapq.merge([1,4,7],[2,5],[3,6,9])), list(heapq.merge([9,5],[8,1],reverse=True)), list(heapq.merge(["b","aaa"],["cc"],key=len)))
class J:
    def __init__(s, p): s.p = p
    def __lt__(s, o): print("lt", s.p, o.p); return s.p < o.p
h = []
for p in [3, 1, 2, 5, 4]: heapq.heappush(h, J(p))
while h: print(heapq.heappop(h).p)
a = [1, 3, 3, 5]; print(bisect.bisect(a, 3), bisect.bisect_left(a, 3), bisect.bisect(a, 9), bisect.bisect_left(a, 2, 1, 3), bisect.bisect([("a",1),("b",2)], 1, key=lambda t: t[1])); bisect.insort(a, 4); bisect.insort_left(a, 3); print(a)
print(op.itemgetter(1)([4,5]), op.itemgetter(0, 2)("abc"), op.attrgetter("real")(3), op.attrgetter("__class__.__name__", "real")(5), op.methodcaller("upper")("a"), op.methodcaller("split", ",", maxsplit=1)("a,b,c"), op.add(1,2), op.contains([1],1), op.not_(0), op.concat("a","b"), op.countOf([1,2,1],1), op.indexOf("abc","c"), op.truediv(1,4), op.neg(3), op.xor(5,1), op.is_(None,None), op.lt(1,2), sorted([("b",1),("a",2)], key=op.itemgetter(1)), op.index(True), op.abs(-3), op.iadd([1],[2]))
print(math.gcd(12, 18, 27), math.lcm(4, 6), math.comb(50, 25), math.perm(10, 3), math.factorial(30), math.isqrt(10**40), math.fsum([.1]*10), math.prod([2, 3.5]), math.dist((0,0),(3,4)), math.hypot(3,4,12), math.floor(-2.5), math.ceil(2.1), math.trunc(-2.9), math.floor(1e20), math.log(8, 2), math.log2(8), math.log10(1000), math.log(10**400), math.exp(1), math.sqrt(2), math.pi, math.e, math.tau, math.inf, math.nan, math.copysign(3, -0.0), math.fmod(-7, 3), math.remainder(7, 4), math.modf(3.25), math.frexp(8), math.ldexp(.5, 3), math.isclose(.1+.2, .3), math.degrees(math.pi), math.radians(180), math.atan2(1, 2), math.gamma(5.5), math.ulp(1.0), math.nextafter(1, 2), math.gcd(), math.lcm(), math.gcd(-4, 6), math.isnan(math.nan), math.expm1(1e-5), math.log1p(1e-5), math.hypot(), math.hypot(1e200, 1e200))
print([math.hypot(*[random.random() for _ in range(5)]) for _ in range(5)])
