"""The version of the package, which is that of the library; scripts/python-wheel writes it."""

VERSION = "0+unknown"
