"""Pairs of measurements, and what to say of them."""

import statistics


class Ratios:
    """Interleaved measurements of a mobile node's way and of the plain path, in the same unit."""

    def __init__(self, name, unit, scale, way="tunnelled"):
        """Named for people, as is the way; measurements are shown divided by the scale, in the unit."""
        self.name, self.unit, self.scale, self.way = name, unit, scale, way
        self.pairs = []

    def add(self, mobile, plain):
        """One round."""
        self.pairs.append((mobile, plain))

    def lines(self):
        """What a person reads: the ratios first, what they are made of second."""
        ratios = sorted(mobile / plain for mobile, plain in self.pairs)
        yield (f"{self.name:24} min {ratios[0]:.3f}  p10 {percentile(ratios, 10):.3f}  "
               f"median {statistics.median(ratios):.3f}  p90 {percentile(ratios, 90):.3f}  max {ratios[-1]:.3f}")
        for name, column in ((self.way, 0), ("plain", 1)):
            values = sorted(pair[column] / self.scale for pair in self.pairs)
            yield (f"  {name:22} min {values[0]:.1f}  median {statistics.median(values):.1f}  "
                   f"max {values[-1]:.1f} {self.unit}")


def percentile(values, percent):
    """A percentile of sorted values, the nearest one."""
    return values[round((len(values) - 1) * percent / 100)]
