"""A draft: merging one page, one entry, and nothing else."""

from __future__ import annotations

from intake.draft import Draft, from_json, of_given, stamp

AAA, BBB, CCC = ({"med.name": name} for name in ("AAA", "BBB", "CCC"))
GIVEN = {"about.name": "Ana Example", "med": [AAA, BBB]}


def test_a_draft_reads_back_as_it_was_kept() -> None:
    draft = of_given(GIVEN).with_entry("med", "0badcafe", CCC)
    assert from_json(draft.to_json()) == draft
    assert draft.given == {"about.name": "Ana Example", "med": [AAA, BBB, CCC]}


def test_a_draft_of_the_first_version_has_the_same_ids_at_every_reading() -> None:
    """Two tabs must name an entry alike, also before the draft is kept anew."""
    assert from_json(GIVEN) == from_json(GIVEN)
    assert list(from_json(GIVEN).entries["med"]) == ["00000001", "00000002"]


def test_an_empty_list_stays_a_list() -> None:
    assert from_json({"med": [], "life.sleep": ["bad"]}).given == {"med": [], "life.sleep": ["bad"]}


def test_a_page_replaces_its_own_answers_only() -> None:
    draft = of_given({**GIVEN, "about.job": "farmer"})
    changed = draft.with_page({"about.name", "about.job"}, {"about.name": "Ben Example"})
    assert changed.given == {"about.name": "Ben Example", "med": [AAA, BBB]}


def test_an_entry_keeps_its_place_and_the_others() -> None:
    draft = of_given(GIVEN).without_entry("med", "00000001").with_entry("med", "00000002", CCC)
    assert draft.entries == {"med": {"00000002": CCC}}


def test_pruning_lets_every_entry_find_its_id_again() -> None:
    draft = of_given({"med": [{**AAA, "hidden": "x"}, BBB], "gone": "y"})
    pruned = draft.counting({"med": [AAA, BBB]})
    assert pruned == Draft({}, {"med": {"00000001": AAA, "00000002": BBB}})


def test_a_stamp_tells_other_answers_and_not_their_order() -> None:
    assert stamp({"a": 1, "b": 2}) == stamp({"b": 2, "a": 1})
    assert stamp({"a": 1}) != stamp({"a": "1"})
    assert stamp({"a": "\ud800"}) != stamp({"a": "?"})
