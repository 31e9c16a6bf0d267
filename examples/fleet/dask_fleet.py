#!/usr/bin/python3
"""dask_fleet.py LIST PARTS FOLDER [OPTION...]: the parts of a list as tasks of Dask distributed (Debian: python3-distributed).
The scheduler is that of DASK_SCHEDULER_ADDRESS; without it, two workers on this machine. LIST and FOLDER are seen by all."""
import os
import pathlib
import subprocess
import sys

import distributed

WORKER = pathlib.Path(__file__).resolve().with_name("worker.sh")


def check(part, parts, targets, folder, options):
    """Fails if the part is not done; then it is tried again and goes on."""
    subprocess.run([str(WORKER), targets, f"{part}/{parts}", folder, *options], check=True)
    return part


def main():
    targets, parts, folder, *options = sys.argv[1:]
    targets, folder = (str(pathlib.Path(path).resolve()) for path in (targets, folder))
    parts = int(parts)
    here = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.Client(**({} if "DASK_SCHEDULER_ADDRESS" in os.environ else here)) as client:
        # Not pure: what a part gives depends on the day.
        futures = client.map(check, range(1, parts + 1), parts=parts, targets=targets, folder=folder, options=options,
                             pure=False, retries=10)
        for future in distributed.as_completed(futures):
            print(f"part {future.result()} of {parts} is done", flush=True)


if __name__ == "__main__":
    main()
