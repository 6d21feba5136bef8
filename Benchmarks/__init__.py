"""How fast the home agent forwards, as ratios to plain forwarding of the same kernel over the same path."""
