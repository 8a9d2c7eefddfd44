# What sys says of floats, and small and capital letters of texts that are ASCII and of others.
import sys

print(sys.float_info)
print(sys.float_info.max, sys.float_info.min, sys.float_info.epsilon, sys.float_info.dig)
print(sys.float_info.max * 2, 1.0 + sys.float_info.epsilon > 1.0, 1.0 + sys.float_info.epsilon / 2 == 1.0)
print(sys.float_info.max == (2 - 2.0**-52) * 2.0**1023, sys.float_info.min == 2.0**-1022)
try:
    sys.float_info.max = 1
except AttributeError as error:
    print("AttributeError")
for text in ("", "x", "they're bill's HTTP2friends from 3DS", "aB-cD_eF 1x2Y", "straße ÄÖÜ ǆabc", "Ωmega", "ǅ"):
    print(ascii([text.upper(), text.lower(), text.casefold(), text.swapcase(), text.capitalize(), text.title()]))
