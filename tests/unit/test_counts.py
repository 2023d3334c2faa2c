"""Counts over all workers: nothing goes back when one ends, and what it was at is over."""

from __future__ import annotations

import os

import pytest

from intake.watch.counts import ROWS, Board, free_row


def in_another_process(board: Board, row: int) -> None:
    """A worker that counts, has one document in line, and is killed."""
    process = os.fork()
    if not process:
        board.take(row)
        board.add("intake_saves_total")
        board.add("intake_documents_waiting")
        os._exit(9)
    os.waitpid(process, 0)


def test_what_killed_workers_counted_stays_and_what_they_were_at_is_over() -> None:
    board = Board()
    board.add("intake_saves_total")
    for row in (1, 2, 1):
        in_another_process(board, row)
    assert board.total("intake_saves_total") == 4
    assert board.total("intake_documents_waiting") == 2
    assert set(board.processes()) == {1, 2}
    board.leave(1)
    board.leave(2)
    assert board.total("intake_saves_total") == 4
    assert board.total("intake_documents_waiting") == 0
    assert not board.processes()


def test_a_label_is_one_of_a_few_words_and_nothing_else() -> None:
    board = Board()
    board.add("intake_renders_total", "page", by=2)
    assert board.total("intake_renders_total", "page") == 2
    assert board.total("intake_renders_total", "record") == 0
    with pytest.raises(KeyError):
        board.add("intake_renders_total", "Ana Example")


def test_each_worker_gets_a_row_that_none_has() -> None:
    assert free_row([]) == 0
    assert free_row([0, 1, 3]) == 2
    assert free_row(range(ROWS)) == ROWS - 1
