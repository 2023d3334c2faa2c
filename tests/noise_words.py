"""Noise to type, to send and to put into JSON: words and headers that broke other programs."""

from __future__ import annotations

from hypothesis import strategies as st

LONG = 40_000  # characters
NAUGHTY = (
    "", " ", "\0", "a\0b", "\r\n", "\u2028", "\u202e", "\ufeff", "\ufffd", "\ud800", "\U0010ffff",
    "undefined", "null", "None", "true", "NaN", "Infinity", "-0", "0x1F", "1e400", "9" * 400, "-1",
    "٣٤", "½", "１２３", "0.1.2", "31 2 2026", "99/99/9999", "0000-00-00", "2026-02-30", "unknown",
    "none", "later", "other", "__proto__", "constructor", "../../etc/passwd", "C:\\con", "%00",
    "%s%n", "%d", "{0}", "{{7*7}}", "${7*7}", "<script>x</script>", "\"'><img src=x>", "]]>",
    "<!--", "&amp;&#0;&#x110000;", "' OR 1=1 --", "\"; DROP TABLE visit; --", "() { :; }; x",
    "`x`", "$(x)", "=cmd|' /C calc'!A0", "+1", "@x", "à" * 300, "👩‍👩‍👧‍👦" * 50, "é" * 40, "Ω≈ç√",
    "שָׁלוֹם", "ﷺ" * 60, "ก็็็็็็็็็็", "田中さん", "\u0301" * 200, "ｆｕｌｌ", "İıßẞﬁ", "x" * 20_000,
    "\n" * 3000, "Scunthorpe", "sertraline " * 400, "a,b;c|d\te", "2345-6789", "17 5 1990",
)  # fmt: skip
HEADERS: dict[str, tuple[str, ...]] = {
    "Content-Type": (
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=utf-7",
        "multipart/form-data",
        "multipart/form-data; boundary=" + "x" * 300,
        "application/json",
        "text/plain; charset=nonsense",
        "",
        "\xff/\xfe",
    ),
    "Accept": ("*/*;q=2", "application/json", "\xff", ";;;,,,"),
    "Accept-Language": ("x" * 4000, "de-DE;q=nan", "*"),
    "Cookie": (
        "session=x",
        "session=.eJw;visit-abcdefghijkl=x",
        "signed-in=" + "A" * 3000,
        "=;;=,",
        "session=\xff\xfe",
        "; ".join(f"visit-{number:012d}=x" for number in range(60)),
    ),
    "Host": ("", "[", "a:b:c", "127.0.0.1:99999", "\xff", "x" * 300),
    "If-Modified-Since": ("yesterday", "Thu, 99 Foo 99999 99:99:99 GMT"),
    "If-None-Match": ('W/"x', "*", '"' * 90),
    "Origin": ("null", "https://evil.example"),
    "Range": ("bytes=-1--2", "bytes=0-99999999999999999999", "x=1-"),
    "Referer": ("//", "javascript:x", "\xff"),
    "Transfer-Encoding": ("chunked", "gzip"),
    "User-Agent": ("", "\xff" * 300, "x" * 4000),
    "X-Forwarded-For": ("x", "1.1.1.1, 2.2.2.2", "::1%eth0", "\xff"),
    "X-Forwarded-Host": ("evil.example", "["),
    "X-HTTP-Method-Override": ("DELETE",),
    "X-Request-Id": ("\xff", "a" * 900, "0000-0000-0000"),
}

words = st.one_of(
    st.sampled_from(NAUGHTY),
    st.text(max_size=200),
    st.text(alphabet="\0\1\t\r\n'\"<>&{}%;:/\\-.\u202e\u200d\ufeff\ud800٣", max_size=40),
    st.integers(1, LONG).map("x".__mul__),
)
raw = st.one_of(st.binary(max_size=60), words.map(lambda one: one.encode("utf-8", "replace")[:900]))
junk = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), words),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(words, inner, max_size=4)),
    max_leaves=12,
)
