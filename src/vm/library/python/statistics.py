import math as _math


class StatisticsError(ValueError):
    pass


def _ratio(x):
    """A number as a fraction of ints, so that sums of them are exact."""
    try:
        return x.as_integer_ratio()
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator") from None
    except (OverflowError, ValueError):
        return x, None


def _add(n, d, m, e):
    if d == e:
        return n + m, d
    if d is None or e is None:
        return (n if d is None else 0.0) + (m if e is None else 0.0), None
    # Denominators of floats are powers of two: one of the two divides the other.
    common = max(d, e) if max(d, e) % min(d, e) == 0 else d * e
    return n * (common // d) + m * (common // e), common


def _exact_sum(values):
    n, d = 0, 1
    for m, e in values:
        n, d = _add(n, d, m, e)
    return n, d


def _back(n, d, kind):
    """The fraction as a number: an int if the data are ints and it is one."""
    if d is None:
        return n
    if kind is int and n % d == 0:
        return n // d
    return kind(n) / kind(d) if kind not in (int, float) else n / d


def _kind(data):
    for x in data:
        if not isinstance(x, int):
            return type(x) if hasattr(type(x), "from_float") else float
    return int


def mean(data):
    data = list(data)
    if not data:
        raise StatisticsError("mean requires at least one data point")
    n, d = _exact_sum(map(_ratio, data))
    return _back(n, d and d * len(data), _kind(data)) if d else n / len(data)


def fmean(data, weights=None):
    data = list(data)
    if weights is not None:
        weights = list(weights)
        if len(weights) != len(data):
            raise StatisticsError("data and weights must be the same length")
        total = _math.fsum(weights)
        if not total:
            raise StatisticsError("sum of weights must be non-zero")
        return _math.fsum(x * w for x, w in zip(data, weights)) / total
    if not data:
        raise StatisticsError("fmean requires at least one data point")
    return _math.fsum(data) / len(data)


def geometric_mean(data):
    data = list(data)
    if not data:
        raise StatisticsError("Must have a non-empty dataset")
    for x in data:
        if x < 0.0:
            raise StatisticsError("No negative inputs allowed", x)
    if 0.0 in data:
        return 0.0
    return _math.exp(_math.fsum(map(_math.log, data)) / len(data))


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    weights = [1] * len(data) if weights is None else list(weights)
    if len(weights) != len(data):
        raise StatisticsError("Number of weights does not match data size")
    for x in data:
        if x < 0:
            raise StatisticsError("harmonic mean does not support negative values")
        if x == 0:
            return 0
    if len(data) == 1:
        return data[0]
    shares = [w / x if w else 0 for x, w in zip(data, weights)]
    n, d = _exact_sum(map(_ratio, shares))
    a, b = _exact_sum(map(_ratio, weights))
    return _back(a * d, b * n, _kind(shares))


def median(data):
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError("no median for empty data")
    if n % 2 == 1:
        return data[n // 2]
    return (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]


def mode(data):
    best = multimode(data)
    if not best:
        raise StatisticsError("no mode for empty data")
    return best[0]


def multimode(data):
    counts = {}
    for x in data:
        counts[x] = counts.get(x, 0) + 1
    most = max(counts.values(), default=0)
    return [x for x, count in counts.items() if count == most]


def _squares(data, center):
    """The sum of squared distances from a center (the mean if there is none), as a fraction."""
    if center is None:
        n, d = _exact_sum(map(_ratio, data))
        if d is None:
            return n, None
        d *= len(data)
    else:
        n, d = _ratio(center)
    shifted = []
    for x in data:
        a, b = _ratio(x)
        a, b = a * d - n * b, b * d
        shifted.append((a * a, b * b))
    return _exact_sum(shifted)


def variance(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("variance requires at least two data points")
    n, d = _squares(data, xbar)
    return _back(n, d and d * (len(data) - 1), _kind(data))


def pvariance(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError("pvariance requires at least one data point")
    n, d = _squares(data, mu)
    return _back(n, d and d * len(data), _kind(data))


def _root(n, m):
    """The float nearest to the root of n / m."""
    # The quotient is scaled so that its integer root has 55 bits or more; a last odd bit stands for the rest.
    shift = (n.bit_length() - m.bit_length() - 109) // 2
    if shift >= 0:
        a, b = n, m << 2 * shift
    else:
        a, b = n << -2 * shift, m
    root = _math.isqrt(a // b)
    root |= root * root * b != a
    return root * 2.0 ** shift if shift < 0 and shift > -1000 else _math.ldexp(root, shift)


def stdev(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("stdev requires at least two data points")
    if type(data[0]).__name__ == "Decimal":
        return variance(data, xbar).sqrt()
    n, d = _squares(data, xbar)
    if d is None:
        return _math.sqrt(n)
    return _root(n, d * (len(data) - 1)) if n else 0.0


def pstdev(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError("pstdev requires at least one data point")
    if type(data[0]).__name__ == "Decimal":
        return pvariance(data, mu).sqrt()
    n, d = _squares(data, mu)
    if d is None:
        return _math.sqrt(n)
    return _root(n, d * len(data)) if n else 0.0


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    count = len(data)
    if count < 2:
        if count == 1:
            return data * (n - 1)
        raise StatisticsError("must have at least one data point")
    if method == "inclusive":
        m = count - 1
        result = []
        for i in range(1, n):
            j, delta = divmod(i * m, n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return result
    if method == "exclusive":
        m = count + 1
        result = []
        for i in range(1, n):
            j = min(max(i * m // n, 1), count - 1)
            delta = i * m - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        return result
    raise ValueError(f"Unknown method: {method!r}")


def _pairs(x, y, what, centered=True):
    n = len(x)
    if len(y) != n:
        raise StatisticsError(f"{what} requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError(f"{what} requires at least two data points")
    xbar, ybar = _math.fsum(x) / n, _math.fsum(y) / n
    if centered:
        x, y = [a - xbar for a in x], [b - ybar for b in y]
    return n, x, y, xbar, ybar


def _ranks(data):
    """The rank of each value among the data, around 0; equal ones share the middle of theirs."""
    places = {}
    for place, x in enumerate(sorted(data)):
        first, _ = places.get(x, (place, None))
        places[x] = first, place
    middle = (len(data) - 1) / 2
    return [sum(places[x]) / 2 - middle for x in data]


def _root_of_product(x, y):
    """The root of x * y, with the rounding of the product made up for."""
    root = _math.sqrt(x * y)
    if _math.isinf(root) and not _math.isinf(x) and not _math.isinf(y):
        return _root_of_product(x * 2.0 ** -512, y * 2.0 ** -512) * 2.0 ** 512
    if not _math.isfinite(root):
        return root
    if not root:
        return _root_of_product(x * 2.0 ** 537, y * 2.0 ** 537) / 2.0 ** 537 if x and y else root
    return root + _math.sumprod((x, root), (y, -root)) / (2.0 * root)


def covariance(x, y, /):
    n, x, y, _, _ = _pairs(x, y, "covariance")
    return _math.sumprod(x, y) / (n - 1)


def correlation(x, y, /, *, method="linear"):
    n, centered_x, centered_y, _, _ = _pairs(x, y, "correlation", method == "linear")
    if method == "ranked":
        centered_x, centered_y = _ranks(x), _ranks(y)
    elif method != "linear":
        raise ValueError(f"Unknown method: {method!r}")
    x, y = centered_x, centered_y
    try:
        return _math.sumprod(x, y) / _root_of_product(_math.sumprod(x, x), _math.sumprod(y, y))
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant") from None


from collections import namedtuple

LinearRegression = namedtuple("LinearRegression", ("slope", "intercept"))


def linear_regression(x, y, /, *, proportional=False):
    n, x, y, xbar, ybar = _pairs(x, y, "linear regression", not proportional)
    try:
        slope = (_math.sumprod(x, y) + 0.0) / _math.sumprod(x, x)
    except ZeroDivisionError:
        raise StatisticsError("x is constant") from None
    return LinearRegression(slope, 0.0 if proportional else ybar - slope * xbar)


def median_grouped(data, interval=1.0):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    x = data[len(data) // 2]
    below, equal = len([v for v in data if v < x]), data.count(x)
    interval = float(interval)
    return float(x) - interval / 2.0 + interval * (len(data) / 2 - below) / equal


# Algorithm AS 241 (Wichura 1988): quotients of polynomials, the highest power first, for the middle, what is around it, and the tails.
_INVERSE = (
    ((2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
      13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608),
     (5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
      5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1.0)),
    ((7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
      3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734),
     (1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
      0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1.0)),
    ((2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
      0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772),
     (2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
      0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1.0)),
)


def _inverse(p, mu, sigma):
    q = p - 0.5
    if abs(q) <= 0.425:
        kind, r, factor = 0, 0.180625 - q * q, q
    else:
        r = _math.sqrt(-_math.log(p if q <= 0.0 else 1.0 - p))
        kind, r, factor = (1, r - 1.6, 1.0) if r <= 5.0 else (2, r - 5.0, 1.0)
    parts = []
    for coefficients in _INVERSE[kind]:
        value = coefficients[0]
        for coefficient in coefficients[1:]:
            value = value * r + coefficient
        parts.append(value)
    x = parts[0] * factor / parts[1]
    return mu + (-x if kind and q < 0.0 else x) * sigma


class NormalDist:
    __slots__ = ("_mu", "_sigma")

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu, self._sigma = float(mu), float(sigma)

    @classmethod
    def from_samples(cls, data):
        data = list(data)
        if len(data) < 2:
            raise StatisticsError("stdev requires at least two data points")
        return cls(float(mean(data)), stdev(data))

    mean = property(lambda self: self._mu)
    median = property(lambda self: self._mu)
    mode = property(lambda self: self._mu)
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma * self._sigma)

    def samples(self, n, *, seed=None):
        import random

        draw = random.random if seed is None else random.Random(seed).random
        return [_inverse(draw(), self._mu, self._sigma) for _ in range(n)]

    def pdf(self, x):
        variance = self._sigma * self._sigma
        if not variance:
            raise StatisticsError("pdf() not defined when sigma is zero")
        diff = x - self._mu
        return _math.exp(diff * diff / (-2.0 * variance)) / _math.sqrt(_math.tau * variance)

    def cdf(self, x):
        if not self._sigma:
            raise StatisticsError("cdf() not defined when sigma is zero")
        return 0.5 * _math.erfc((self._mu - x) / (self._sigma * _math.sqrt(2.0)))

    def inv_cdf(self, p):
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        return _inverse(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        a, b = sorted((self, other), key=lambda it: (it._sigma, it._mu))
        if not a.variance or not b.variance:
            raise StatisticsError("overlap() not defined when sigma is zero")
        apart, wider = _math.fabs(b._mu - a._mu), b.variance - a.variance
        if not wider:
            return _math.erfc(apart / (2.0 * a._sigma * _math.sqrt(2.0)))
        # The densities are equal at two places.
        middle = a._mu * b.variance - b._mu * a.variance
        to_sides = a._sigma * b._sigma * _math.sqrt(apart * apart + wider * _math.log(b.variance / a.variance))
        sides = (middle + to_sides) / wider, (middle - to_sides) / wider
        first, second = [_math.fabs(b.cdf(x) - a.cdf(x)) for x in sides]
        return 1.0 - (first + second)

    def zscore(self, x):
        if not self._sigma:
            raise StatisticsError("zscore() not defined when sigma is zero")
        return (x - self._mu) / self._sigma

    def __add__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu + x2._mu, _math.hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu + x2, x1._sigma)

    __radd__ = __add__

    def __sub__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu - x2._mu, _math.hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu - x2, x1._sigma)

    def __mul__(x1, x2):
        return NormalDist(x1._mu * x2, x1._sigma * _math.fabs(x2))

    __rmul__ = __mul__

    def __truediv__(x1, x2):
        return NormalDist(x1._mu / x2, x1._sigma / _math.fabs(x2))

    def __neg__(x1):
        return NormalDist(-x1._mu, x1._sigma)

    def __eq__(x1, x2):
        return isinstance(x2, NormalDist) and (x1._mu, x1._sigma) == (x2._mu, x2._sigma)

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"NormalDist(mu={self._mu!r}, sigma={self._sigma!r})"
