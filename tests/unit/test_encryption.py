import pytest

from intake.store.sealing.encryption import Sealer, SealError

ROW = ("draft", "hilltop", "visit-1")
sealer = Sealer(bytes(32))


def test_what_is_sealed_opens_again_and_does_not_show() -> None:
    blob = sealer.seal(b"Ana has a secret", *ROW)
    assert b"Ana" not in blob
    assert sealer.open(blob, *ROW) == b"Ana has a secret"


def test_the_same_text_never_looks_the_same() -> None:
    assert sealer.seal(b"x", *ROW) != sealer.seal(b"x", *ROW)


@pytest.mark.parametrize(
    "row", [("draft", "hilltop", "visit-2"), ("draft", "hilltopvisit", "-1"), ("submission",)]
)
def test_a_blob_moved_to_another_row_does_not_open(row: tuple[str, ...]) -> None:
    with pytest.raises(SealError):
        sealer.open(sealer.seal(b"x", *ROW), *row)


def test_another_master_key_does_not_open_it() -> None:
    with pytest.raises(SealError):
        Sealer(bytes([1] * 32)).open(sealer.seal(b"x", *ROW), *ROW)


@pytest.mark.parametrize("place", range(0, 90, 7))
def test_a_changed_byte_is_noticed(place: int) -> None:
    blob = bytearray(sealer.seal(b"0123456789", *ROW))
    blob[place] ^= 1
    with pytest.raises(SealError):
        sealer.open(bytes(blob), *ROW)


@pytest.mark.parametrize("length", [0, 1, 12, 60, 73])
def test_a_cut_blob_is_refused(length: int) -> None:
    with pytest.raises(SealError):
        sealer.open(sealer.seal(b"x", *ROW)[:length], *ROW)
