"""The pattern language, sign by sign."""

import re
from pathlib import Path

import pytest

from moderation.check import Bench
from moderation.clean import clean
from moderation.nodes import BadPatternError
from moderation.page import Page, spans
from moderation.pattern import Grammar, compile_pattern
from moderation.reading import read
from moderation.rulebook import Rulebook, load
from moderation.words import Lexicon


@pytest.fixture(scope="module")
def book(few_rules: Path) -> Rulebook:
    return load(only=sorted((few_rules / "en").glob("[!_]*.toml")))


@pytest.fixture(scope="module")
def bench(book: Rulebook) -> Bench:
    return Bench(book)


FOUND = [
    ("want to die", "I want to die"),
    ("want to die", "I just really want to fucking die"),  # fillers are looked through
    ("want to die", "I wanna die"),
    ("want to die", "I WANT... to die"),
    ("want ... to die", "I want, you know, to die"),
    ("do not want", "I dont want it"),
    ("don't want", "i do not want it"),
    ("(end|finish) (it all|my life)", "time to finish my life"),
    ("take [all] [of] my tablets", "take all of my tablets"),
    ("take [all] [of] my tablets", "take my tablets"),
    ("~take my pills", "took my pills"),
    ("~kill myself", "killing myself"),
    ("suicid*", "suicidality is a long word"),
    ("my @family ~be ill", "my mum's ill"),
    ("stop ... @medicine", "stop with all of that metformin"),
    ("a _ life", "a dull life"),
    ("# tablets", "20 tablets"),
    ("# calls to (999|911)", "911 calls to 999"),  # a figure that is named is a number all the same
    ("# tablets", "twenty tablets"),
    ("foot is cold // ... black", "My foot is cold. Nearly all black"),
    ("^ (end of) my tether $", "Right. End of my tether. Bye"),
    ("^^ goodbye everyone $$", "goodbye everyone!"),
    ("(numb|numbness) & saddle", "the saddle area went numb"),
    ("thirsty && fruity", "I'm so thirsty. My breath is fruity."),
    ("i will kill", "ill kill him"),
    ("feel ill", "I feel ill"),
    ("he is dead", "he's dead"),
    ("mum's tablets", "mum's tablets"),
    ("self harm", "self-harm"),
    ("kill myself", "k i l l  m y s e l f"),
    ("kill myself", "k*ll mys\u0435lf"),
    ("suicide", "su1c1de"),
    ("so tired", "soooo tired"),
    ("metformin", "metfromin"),
    ("kill myself", "kms"),
]
NOT_FOUND = [
    ("want to die", "Want to. Die Hard is on"),
    ("want ... die", "I want to not die"),  # a gap does not pass a negation
    ("want ..2 die", "I want one two three four die"),
    ("stop ... @medicine", "I stop. Metformin is dear"),
    ("^ tether", "end of my tether"),
    ("tether $", "tether ball"),
    ("^^ goodbye", "Well. Goodbye"),
    ("goodbye $$", "goodbye. See you"),
    ("(numb|numbness) & saddle", "I am numb. The saddle is red"),
    ("thirsty && fruity", "I'm so thirsty."),
    ("kill myself", "ran 5 kms"),
    ("kill myself", "ran 5kms"),
    ("medication", "meditation"),
    ("a _ life", "a life"),
]
REFUSED = [
    ("(a|b", "not closed"),
    ("a)", "closes nothing"),
    ("a (|b)", "nothing in it"),
    ("[please] stop it", "starts or ends"),
    ("stop ...", "starts or ends"),
    ("_ _", "no word in it"),
    ("stop ..40 it", "a gap is"),
    ("stop @nothing it", "no list @nothing"),
    ("Stop it", "small letters"),
    ("st* it", "three letters"),
    ("stop {it}", "neither a word"),
]


@pytest.mark.parametrize(("pattern", "text"), FOUND)
def test_a_pattern_is_found(pattern: str, text: str, book: Rulebook, bench: Bench) -> None:
    assert spans(compile_pattern(pattern, book.grammar), _page(bench, pattern, text, book))


@pytest.mark.parametrize(("pattern", "text"), NOT_FOUND)
def test_a_pattern_is_not_found(pattern: str, text: str, book: Rulebook, bench: Bench) -> None:
    assert not spans(compile_pattern(pattern, book.grammar), _page(bench, pattern, text, book))


@pytest.mark.parametrize(("pattern", "complaint"), REFUSED)
def test_a_bad_pattern_is_refused_with_what_to_mend(pattern: str, complaint: str, book: Rulebook) -> None:
    with pytest.raises(BadPatternError, match=complaint):
        compile_pattern(pattern, book.grammar)


def test_a_list_that_contains_itself_is_refused(book: Rulebook) -> None:
    grammar = Grammar(book.spelling.spell, {}, {"one": ["@two"], "two": ["@one"]})
    with pytest.raises(BadPatternError, match="contains itself"):
        compile_pattern("@one", grammar)


def _page(bench: Bench, pattern: str, text: str, book: Rulebook) -> Page:
    """The text read with the pattern's own words known beside those of the rules."""
    words = {word for word in re.split(r"[^a-z0-9*]+", pattern) if word}
    lexicon = Lexicon(book.spelling, bench.lexicon.known | words)
    return read(bench.nlp.make_doc(clean(text).text), lexicon, book.terminators)
