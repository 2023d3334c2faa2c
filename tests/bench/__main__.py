"""Run every bench: `python -m tests.bench`."""

from tests.bench import bench_page

bench_page.main()
