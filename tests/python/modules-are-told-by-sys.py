import bisect
import math
import sys

print("graphlib" in sys.modules, "sys" in sys.modules, "__main__" in sys.modules, sys.modules["sys"] is sys)
import graphlib

print(sys.modules["graphlib"] is graphlib, sys.modules["math"] is math, __import__("fractions") is sys.modules["fractions"])
print(bisect.bisect is bisect.bisect_right, bisect.insort is bisect.insort_right, bisect.insort.__name__)
for x, y in [(-9.824015116836273, -5.772812594628545), (-4.717668604773757, -3.010930826415321), (1.253861857766882, 1.2505225961453554), (6.170964800046317, -9.004063463776983), (-9.883443295086057, -6.969131532657409), (8.26912880999992, 8.89926645348634), (3, 4), (0, 0.0), (1e+300, 1e+300), (5e-324, 5e-324)]:
    print(math.hypot(x, y), math.dist((x, 0), (0, y)), math.hypot(x, y, 1.0))
