"""A clinic's own colour: what is hard to read is known, and a darker one proposed."""

import pytest

from intake import accent


def test_contrast_is_as_wcag_works_it_out() -> None:
    assert accent.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert accent.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_usual_colour_is_readable_on_every_ground() -> None:
    assert accent.least_contrast("#0b4f57") >= accent.ENOUGH


@pytest.mark.parametrize("light", ["#ffffff", "#ffd400", "#7fb2ff", "#767676"])
def test_a_light_colour_is_refused_and_the_proposed_one_is_not(light: str) -> None:
    assert accent.least_contrast(light) < accent.ENOUGH
    assert accent.least_contrast(accent.readable(light)) >= accent.ENOUGH
    assert accent.least_contrast(accent.readable("#" + "7" * 6)) < accent.ENOUGH + 0.5
