import math
from statistics import *
print([math.cbrt(x) for x in (27, 8, 64, 125, 1000, -27, 343)])
for n in (2,3,4,5,10):
    for m in ("exclusive","inclusive"):
        print(quantiles([1,2,3,4,5.5,7,9.25], n=n, method=m), quantiles([3,1], n=n, method=m))
print(quantiles([5], n=4))
for a in ([], ):
    try:
        print(quantiles(a))
    except Exception as e:
        print(type(e), e)
d=NormalDist(100,15)
print([d.inv_cdf(p) for p in (0.001,0.01,0.1,0.25,0.5,0.7,0.9,0.99,1e-10)])
try:
    d.inv_cdf(0)
except Exception as e:
    print(type(e), e)
try:
    NormalDist(1,0).inv_cdf(.5)
except Exception as e:
    print(type(e), e)
print(d.quantiles(), d.quantiles(10), d.overlap(NormalDist(110,20)), d.overlap(NormalDist(110,15)))
try:
    d.overlap(3)
except Exception as e:
    print(type(e), e)
try:
    d.overlap(NormalDist(1,0))
except Exception as e:
    print(type(e), e)
x=[1,2,3,4,5,6,7,8,9]; y=[9,8,7,6,5,4,3,2,1.5]
print(correlation(x,x), correlation(x,y), correlation(x, y, method="ranked"), covariance(x,y))
import random
random.seed(3)
for i in range(6):
    a=[random.random()*10 for _ in range(7)]; b=[random.gauss(0,3) for _ in range(7)]
    print(correlation(a,b), correlation(a,b,method="ranked"), covariance(a,b), linear_regression(a,b), linear_regression(a,b,proportional=True))
    print(stdev(a), variance(a), fmean(a), geometric_mean(a), harmonic_mean(a), median_grouped(a), fmean(a, weights=[abs(x) for x in b]), quantiles(a, n=5))
    print(NormalDist.from_samples(a), NormalDist.from_samples(b).overlap(NormalDist.from_samples(a)), NormalDist.from_samples(b).cdf(1), NormalDist.from_samples(b).pdf(1))
for f,args in ((correlation,([1,1],[2,3])),(correlation,([1],[2])),(linear_regression,([1,1],[2,3])),(covariance,([1,2],[1]))):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)
try:
    correlation(x,y,method="q")
except Exception as e:
    print(type(e), e)
try:
    quantiles(x, n=0)
except Exception as e:
    print(type(e), e)
try:
    quantiles(x, method="z")
except Exception as e:
    print(type(e), e)
