"""A network in network namespaces to see a home agent work in, and a mobile node to see it with.

Nothing here shares code with the home agent: the mobile node reads and writes its packets on its own, so that an
error in one of the two shows up as a disagreement.
"""
