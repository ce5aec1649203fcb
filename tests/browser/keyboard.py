"""The same person without a pointer: everything by Tab, arrows, space and Enter."""

from pathlib import Path

from playwright.sync_api import Locator

from tests.browser.phone import DESK, Phone

MOST_TABS = 80
"""More stops than any page has; what is not reached by then is not reachable."""


class Keyboard(Phone):
    """Reaches a control only by walking to it, and must see where the focus is."""

    presses = 0

    def picture(self, name: str) -> None:
        """The manual shows phones."""

    def press(self, key: str) -> None:
        """One key."""
        self.presses += 1
        self.page.keyboard.press(key)

    def _walk_to(self, control: Locator) -> None:
        wanted = control.element_handle()
        assert wanted
        for _ in range(MOST_TABS):
            if wanted.evaluate("e => e === document.activeElement"):
                self._must_be_seen()
                return
            self.press("Tab")
        raise AssertionError(f"not reached by keyboard: {control}")

    def _must_be_seen(self) -> None:
        """The focus shows: an outline on the control or on the card that belongs to it."""
        seen = self.page.evaluate(
            """() => [document.activeElement, document.activeElement.nextElementSibling]
                .some(e => e && getComputedStyle(e).outlineStyle !== 'none')"""
        )
        assert seen, self.page.evaluate("document.activeElement.outerHTML")

    def tap(self, words: str) -> None:
        """Walk to a button or link and press Enter."""
        self._walk_to(self.control(words))
        with self.page.expect_navigation():
            self.press("Enter")

    def choose(self, words: str) -> None:
        """Walk to the group of choices, then to the card."""
        card = self.card(words)
        choice = card.locator("xpath=preceding-sibling::input")
        if choice.get_attribute("type") == "checkbox":
            self._walk_to(choice)
            self.press("Space")
            return
        name = choice.get_attribute("name")
        group = self.page.locator(f"input[type=radio][name='{name}']")
        checked = group.and_(self.page.locator(":checked"))
        self._walk_to(checked if checked.count() else group.first)
        self.press("Space")
        for _ in range(group.count()):
            if choice.is_checked():
                return
            self.press("ArrowDown")
        raise AssertionError(f"not chosen by keyboard: {words}")

    def type(self, label: str, text: str) -> None:
        """Walk to a field and type over what is in it."""
        self._walk_to(self.page.get_by_label(label, exact=True))
        self.press("Control+a")
        self.page.keyboard.type(text)

    def write(self, selector: str, text: str) -> None:
        """Walk to a field and type."""
        self._walk_to(self.page.locator(selector).first)
        self.page.keyboard.type(text)

    def give_pin(self) -> None:
        """Walk to the PIN and type it."""
        self._walk_to(self.page.get_by_label("PIN Anda"))
        self.page.keyboard.type(self.site.pin)

    def take_photo(self, picture: Path) -> None:
        """Walk to the field; the choice of a file is the system's own window."""
        field = self.page.locator("input[type=file]")
        self._walk_to(field)
        field.set_input_files(picture)


DESKTOP = {"viewport": DESK, "is_mobile": False, "has_touch": False}
