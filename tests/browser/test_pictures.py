"""The pictures of the manual: all drawn by these tests, all light."""

import re
from pathlib import Path

from tests.browser.phone import LARGEST_PICTURE, PICTURES

HERE = Path(__file__).parent


def test_every_picture_of_the_manual_is_drawn_by_a_test() -> None:
    drawn = {
        name
        for file in HERE.glob("*.py")
        for name in re.findall(r'\.picture\("([a-z-]+)"\)', file.read_text("utf-8"))
    }
    kept = {path.stem for path in PICTURES.glob("*.png")}
    assert kept == drawn
    assert max(path.stat().st_size for path in PICTURES.glob("*.png")) <= LARGEST_PICTURE
