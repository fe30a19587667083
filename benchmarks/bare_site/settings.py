"""The site's own settings with one more address, the yardstick of benchmarks/serving.py. Never used in production."""

from kzproject.settings import *  # noqa: F403  every setting as it is

ROOT_URLCONF = "bare_site.urls"
