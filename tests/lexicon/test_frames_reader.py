"""What the reader of frames takes, and what it refuses, naming file and key."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.lexicon import frames
from kg.records import ROOTS


def _user(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_root_has_a_verb_and_a_noun_or_adjective() -> None:
    kinds = {(frame.root, frame.kind == "verb") for frame in frames.load()}
    assert {root for root, verb in kinds if verb} == set(ROOTS)
    assert {root for root, verb in kinds if not verb} >= set(ROOTS) - {"CONCEDE", "REQUEST", "THREATEN"}


def test_loading_is_fast() -> None:
    frames.load.cache_clear()
    start = time.perf_counter()
    frames.load()
    assert time.perf_counter() - start < 1.0  # 0.06 s on a free machine


def test_narrow_frames_come_first() -> None:
    narrowness = [frame.narrowness for frame in frames.load().of("verb", "withdraw")]
    assert narrowness == sorted(narrowness, reverse=True)
    assert len(narrowness) > 1


def test_a_users_frames_come_before_the_shipped_ones(tmp_path: Path) -> None:
    path = _user(
        tmp_path,
        "light: [mastermind]\nundergoing: [endure]\nsets: {toys: [drone]}\n"
        'ASSAULT:\n- {verbs: buzz, object: "@toys", cameo: "195", target: "over, object"}\n- verbs: meet\n',
    )
    lexicon = frames.load(path)
    (buzz,) = lexicon.of("verb", "buzz")
    assert (buzz.root, buzz.cameo, buzz.target) == ("ASSAULT", "195", ("over", "object"))
    assert buzz.object == {"drone"}
    assert lexicon.of("verb", "meet")[0].root == "ASSAULT"
    assert "mastermind" in lexicon.light
    assert "endure" in lexicon.undergoing
    assert "ASSAULT" not in {frame.root for frame in frames.load().of("verb", "meet")}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ASSAULT:\n- {verbs: hit, colour: red}", "unknown key 'colour'"),
        ("SING:\n- {verbs: hit}", "SING is no PLOVER root"),
        ("ASSAULT: hit", "ASSAULT is no list of frames"),
        ("ASSAULT:\n- {cameo: '190'}", "without verbs, nouns or adjectives"),
        ("ASSAULT:\n- {verbs: hit, cameo: 190}", "cameo 190 is no CAMEO code"),
        ("ASSAULT:\n- {verbs: hit, weight: 3}", "weight 3 is not between"),
        ("ASSAULT:\n- {verbs: hit, object: '@unheard'}", "no set '@unheard'"),
        ("ASSAULT:\n- {verbs: hit, target: [on]}", "without quotes"),
        ("ASSAULT:\n- {verbs: hit, prep: {on: [head]}}", "without quotes"),
        ("ASSAULT:\n- {verbs: hit, examples: [He hit her.]}", "an example is"),
        ("- verbs: hit", "no mapping"),
        ("ASSAULT: [", "no YAML"),
    ],
)
def test_a_wrong_file_is_refused_in_one_line(tmp_path: Path, text: str, says: str) -> None:
    path = _user(tmp_path, text)
    with pytest.raises(LexiconError, match=re.escape(says)) as raised:
        frames.load(path)
    assert str(raised.value).startswith(str(path))
    assert "\n" not in str(raised.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="cannot be read"):
        frames.load(tmp_path / "none.yaml")
