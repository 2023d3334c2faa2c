"""Run every bench: `python -m tests.bench`."""

from tests.bench import bench_drugs, bench_memory, bench_page, bench_visit, bench_workers

if __name__ == "__main__":  # the workers' processes read this file too
    for bench in (bench_drugs, bench_page, bench_visit, bench_workers, bench_memory):
        bench.main()
