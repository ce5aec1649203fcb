"""Add up what pytest wrote: `python -m tests.tally FILE.xml` prints passed, failed, skipped."""

import sys
from xml.etree import ElementTree as ET


def tally(path: str) -> tuple[int, int, int]:
    """Passed, failed and skipped tests of one result file; an error counts as failed."""
    passed = failed = skipped = 0
    for case in ET.parse(path).iter("testcase"):
        kinds = {child.tag for child in case}
        if kinds & {"failure", "error"}:
            failed += 1
        elif "skipped" in kinds:
            skipped += 1
        else:
            passed += 1
    return passed, failed, skipped


if __name__ == "__main__":
    print(*tally(sys.argv[1]))
