import bisect
import copy
import heapq
import operator
import statistics
import string
import textwrap

h = [5, 1, 4]
heapq.heapify(h)
heapq.heappush(h, 0)
print([heapq.heappop(h) for _ in range(len(h))], heapq.nlargest(2, [1, 5, 3]), heapq.nsmallest(2, ["bb", "a", "ccc"], key=len), list(heapq.merge([1, 4], [2, 3])))
h = [(2, "b"), (1, "z")]
heapq.heapify(h)
print(heapq.heappushpop(h, (0, "q")), heapq.heapreplace(h, (9, "n")), h)
try:
    heapq.heappop([])
except IndexError as error:
    print(error)
x = [1, 3, 3, 5]
print(bisect.bisect(x, 3), bisect.bisect_left(x, 3), bisect.bisect_right(x, 0), bisect.bisect_left(x, 9))
bisect.insort(x, 4)
print(x, bisect.bisect_left(["a", "bb", "cccc"], 3, key=len))
print(operator.add(1, 2), operator.itemgetter(1)([5, 6]), operator.itemgetter("a", "b")({"a": 1, "b": 2}), operator.attrgetter("real")(5), operator.methodcaller("upper")("a"), operator.mul(3, 4), operator.not_(0), operator.contains([1], 1))
print(sorted([(1, "b"), (2, "a")], key=operator.itemgetter(1)), operator.lt(1, 2), operator.neg(5), operator.truediv(1, 2), operator.getitem([1], 0), operator.is_(None, None), operator.xor(5, 3), operator.index(5), operator.concat("a", "b"))
print(statistics.mean([1, 2, 3, 4]), statistics.median([3, 1, 2]), statistics.median([1, 2, 3, 4]), statistics.mode("aab"), round(statistics.stdev([1, 2, 3, 4]), 6), round(statistics.pstdev([1, 2, 3]), 6), statistics.fmean([1, 2]), statistics.variance([1, 2, 3]), statistics.mean([1.5, 2.5]))
try:
    statistics.mean([])
except statistics.StatisticsError as error:
    print(error)
print(string.ascii_lowercase, string.digits, string.punctuation, string.ascii_letters[26:30], repr(string.whitespace), string.hexdigits, string.capwords("a bc d"), string.Template("$a is ${b}").substitute(a=1, b=2))
print(textwrap.dedent("""\
    one
      two
    three"""), textwrap.indent("a\nb", "> "), textwrap.shorten("hello big world", 11), textwrap.wrap("the quick brown fox jumps", 10), textwrap.fill("aaa bbb ccc", 7), sep="\n")


class Node:
    def __init__(self, v):
        self.v, self.links = v, []

    def __copy__(self):
        print("copy")
        return Node(self.v)


n = Node([1])
n.links.append(n)
d = copy.deepcopy(n)
print(d is n, d.links[0] is d, d.v == n.v, d.v is n.v, copy.copy(n).v is n.v)
a = [1, [2, 3], {"k": [4]}]
b, c = copy.copy(a), copy.deepcopy(a)
a[1].append(9)
print(b, c, copy.deepcopy((1, 2)), copy.copy({1, 2}), copy.deepcopy({"a": {"b": 1}}))
import os, sys, uuid
print(os.path.join("a", "b"), os.path.basename("x/y.txt"), os.path.splitext("y.tar.gz"), os.getenv("NO_SUCH_VARIABLE"), os.environ.get("NO_SUCH", "d"), os.linesep == "\n", os.sep)
print(sys.getrecursionlimit() > 100, sys.byteorder, sys.argv.__class__.__name__, sys.version_info.major, sys.version.split(".")[0], hasattr(sys, "stdout"))
print(len(str(uuid.UUID(int=5))), uuid.UUID(int=5), uuid.uuid4().version)
