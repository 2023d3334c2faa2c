"""One-time codes are those that every app makes."""

from intake.sign_in import codes


def test_requirement_15_the_codes_are_those_of_rfc_6238() -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for second, code in ((59, "287082"), (1111111109, "081804"), (20000000000, "353130")):
        assert codes.code_at(secret, second // 30) == code
