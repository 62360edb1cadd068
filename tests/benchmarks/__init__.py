"""Benchmarks: `make bench`. They print ratios beside their aims, because bare times depend on the machine."""
