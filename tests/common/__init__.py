from .common import SkpCase, SkpHttpCase

__all__ = ["SkpCase", "SkpHttpCase"]
