"""Noise on every field, route, header, cookie and command: `make hostile` throws much more."""

from flask import Flask

from tests.noise import Target, throw, undrawn

INPUTS = 250


def test_noise_never_ends_in_a_crash_and_what_is_accepted_is_kept(app: Flask) -> None:
    with undrawn():
        throw(Target.of(app), INPUTS, seed=1)
