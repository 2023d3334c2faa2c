"""Nothing is read from data/ at import; `load` reads it all and refuses a broken file."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from intake import drugs
from intake.drugs.flagging.local_forms import is_local
from intake.drugs.tables import files

ROOT = Path(__file__).resolve().parents[3]
OPENED = """
import json, sys
opened = []
sys.addaudithook(lambda event, args: event == "open" and opened.append(str(args[0])))
import intake.drugs, intake.app
imported = len(opened)
intake.drugs.load()
print(json.dumps([opened[:imported], opened[imported:]]))
"""


def test_importing_reads_no_table_and_loading_reads_them_all() -> None:
    command = [sys.executable, "-c", OPENED]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    at_import, at_load = json.loads(answer.stdout)
    ours = str(files.PACKAGE)
    assert [file for file in at_import if file.startswith(ours) and ".py" not in file] == []
    read = {Path(file).name for file in at_load if file.startswith(ours)}
    assert {file.name for file in files.DATA.iterdir()} <= read


def quickest(call: Callable[[], object]) -> float:
    """Seconds of this process alone, of the best of five calls."""
    found = []
    for _ in range(5):
        began = time.process_time()
        call()
        found.append(time.process_time() - began)
    return min(found)


def load_anew() -> None:
    files.forget()
    drugs.load()


def packed() -> list[Path]:
    return list((files.PACKAGE / "__pycache__").glob("*.json"))


def test_loading_costs_little_more_than_parsing_what_was_packed() -> None:
    """Some 40 ms on a plain machine; told as a ratio, which holds on a busy one as well."""
    load_anew()
    parsing = quickest(lambda: [json.loads(path.read_bytes()) for path in packed()])
    assert quickest(load_anew) < 4 * parsing


def test_the_tables_hold_less_than_15_mb_on_the_disk_and_in_memory() -> None:
    load_anew()
    on_disk = sum(path.stat().st_size for path in (*files.DATA.iterdir(), *packed()))
    files.forget()
    tracemalloc.start()
    drugs.load()
    in_memory = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert on_disk < 15e6
    assert in_memory < 15e6


def test_a_local_form_comes_last_where_its_class_says_so(data: Path) -> None:
    """Another condition's classes say it in their row, and no code knows of one."""
    assert not is_local("skin", ["ssri"])
    path = data / "classes.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",cause,no,", ",cause,yes,"), "utf-8")
    files.forget()
    assert is_local("skin", ["ssri"])


def test_no_code_knows_a_class_or_the_condition() -> None:
    for path in files.PACKAGE.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        every = ast.walk(ast.parse(source))
        said = {node.value for node in every if isinstance(node, ast.Constant)}
        assert "twitch" not in source.lower(), path.name
        assert not said.intersection(drugs.classes()), path.name


def test_a_small_whole_folder_is_loaded(data: Path) -> None:
    drugs.load()
    assert drugs.version().startswith("2026-11-22.")
    assert drugs.suggest("zol") == ["Zoloft"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("ssri.csv", "head\nsertraline,brand\n", "ssri.csv, line 2: not 7 columns"),
        ("ssri.csv", "head\na,barnd,,,b,x,2026-11-22\n", "ssri.csv, line 2: 'barnd' is no kind: "),
        ("ssri.csv", "head\na,brand,inhalled,,b,x,2026-11-22\n", "ssri.csv, line 2: 'inhalled' is"),
        (
            "ssri.csv",
            "head\na,brand,,UKX,b,x,2026-11-22\n",
            "ssri.csv, line 2: 'UKX' is no country",
        ),
        ("ssri.csv", "head\na,brand,,,b,x,22.11.2026\n", "ssri.csv, line 2: '22.11.2026' is no"),
        ("ssri.csv", "head\n,brand,,,b,x,2026-11-22\n", "ssri.csv, line 2: no ingredient"),
        ("vague.csv", "head\na / b,vague,,,c,x,2026-11-22\n", "vague.csv: a is no ingredient of"),
        (
            "vague.csv",
            "head\nsertraline / sertraline,vague,,GB / IE / PL,c,x,2026-11-22\n",
            "vague.csv: sertraline / sertraline has not as many countries as meanings",
        ),
        ("elsewhere.csv", "{head}\nunheard,tremor,,x,x,2026-11-22\n", "elsewhere.csv: unheard is"),
        ("classes.csv", "key,name\n", "classes.csv, line 1: the columns are not key,name,short,"),
        ("classes.csv", "{head}\na,b,c,harm,no,d,e,f\n", "classes.csv: the role of a is 'harm'"),
        ("classes.csv", "{head}\na,b,c,cause,,d,e,f\n", "classes.csv: the local of a is '', not"),
        ("elsewhere.csv", "x\n", "elsewhere.csv, line 1: the columns are not ingredients,"),
        ("stems.csv", "{head}\nflox,anywhere,x,unheard,1,0\n", "stems.csv: flox has no known"),
        ("stems.csv", "{head}\nflox,anywhere,x,ssri,many,0\n", "stems.csv: flox has no number"),
        ("suffixes.csv", "{head}\nNT,ssri\n", "suffixes.csv, line 2: the columns are not suffix,"),
        ("status_words.txt", "[en]\nstop = off\n[xx]\n", "status_words.txt: [xx]"),
        ("status_words.txt", "[en]\nstop = off\non = off\n", "status_words.txt: a phrase stands"),
        ("status_words.txt", "[en]\nstop = off;\n", "status_words.txt: stop has a phrase without"),
        ("status_rules.txt", "[stopped: stop]\n(\n", "status_rules.txt, [stopped]: "),
        ("status_rules.txt", "[ended: stop]\nstop\n", "status_rules.txt: unknown heading [ended]"),
        ("status_rules.txt", "[stopped: stop]\nhalt @\n", "status_rules.txt: no words are tagged"),
        ("contexts.txt", "[use]\ntake\n", "contexts.txt: the groups are not after, alcohol,"),
        ("languages.txt", "[en]\nthe\n", "languages.txt: the groups are not en, es, fr,"),
        ("common.txt", None, "common.txt: No such file"),
        ("words.txt", b"caf\xe9", "words.txt: not UTF-8, byte 3"),
    ],
)
def test_a_broken_file_is_named_in_one_line(
    data: Path, name: str, content: str | bytes | None, reason: str
) -> None:
    path = data / name
    head = path.read_text(encoding="utf-8").split("\n")[0] if path.exists() else ""
    path.unlink(missing_ok=True)
    if isinstance(content, str):
        path.write_text(content.replace("{head}", head), encoding="utf-8")
    elif content is not None:
        path.write_bytes(content)
    with pytest.raises(drugs.DrugTableError) as error:
        drugs.load()
    assert str(error.value).startswith(reason)
    assert "\n" not in str(error.value)
