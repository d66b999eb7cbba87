"""Method 2, the only split rule, and the order of keys."""

from fractions import Fraction


def floor(value):
    """The largest whole number that is not larger."""
    return value.numerator // value.denominator


def split(amount, parts):
    """Method 2: divides amount over {key: weight} in key order; {} when no weight is positive.

    Python compares text by code point, which is the order of the UTF-8 bytes.
    """
    present = {key: Fraction(weight) for key, weight in parts.items() if weight > 0}
    total = sum(present.values())
    result = {}
    before = Fraction(0)
    for key in sorted(present):
        after = before + present[key] / total
        result[key] = floor(abs(amount) * after) - floor(abs(amount) * before)
        if amount < 0:
            result[key] = -result[key]
        before = after
    assert not result or sum(result.values()) == amount, "the parts must add up"
    return result
