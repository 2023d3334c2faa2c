"""Run every bench: `python -m tests.bench`."""

from tests.bench import bench_drugs, bench_page

bench_drugs.main()
bench_page.main()
