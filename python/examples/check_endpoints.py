"""check_endpoints.py ROOTS TARGET...: which of these servers will have trouble within three weeks? All are asked at once."""

import asyncio
import pathlib
import sys

from certcheck import aio


async def main() -> int:
    roots, *targets = sys.argv[1:]
    bad = 0
    async with aio.scan(targets, trust=pathlib.Path(roots), min_days=21, timeout=10) as reports:
        async for report in reports:
            print(report)
            bad += not report.ok
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
