"""The files of the contact rules: words and examples, strictly loaded. Unknown keys are refused."""

import tomllib
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field, ValidationError

from bot.domain.contacts import ContactKind
from moderation.contacts.page import Phrases
from moderation.format import Strict, Words, told

HERE = Path(__file__).parent
FEWEST_EXAMPLES = 30

Listed = Annotated[list[Words], Field(min_length=1)]
Figure = Annotated[str, Field(pattern=r"^[0-9]{1,4}$")]
Read = dict[Words, Figure]
Form = TypeVar("Form", bound=BaseModel)


class ContactsRefusedError(Exception):
    """Files of the contact rules that cannot be used. `problems` has a line for each thing to mend."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class FigureWords(Strict):
    """How figures are said."""

    unit: Read
    teen: Read
    ten: Read
    times: Read  # double, triple: how often
    noughts: Read  # hundred, thousand, after a figure: what they add
    between: Listed  # heard between two figures
    plus: Listed


class PhoneWords(Strict):
    cue: Listed  # before figures: they are a telephone number, however short
    not_number: Listed  # before figures: they are some other number
    unit: Listed  # after figures: they measure something


class MailWords(Strict):
    provider: Listed
    ending: Listed
    usual_ending: Listed  # also after a comma or a blank: rosa@example,com
    cue: Listed
    not_local: Listed  # before "at gmail dot com": no name
    payment: Listed  # after the @, without an ending: an address for payments


class AddressWords(Strict):
    road: Listed  # in small letters as well
    place: Listed  # only with a capital, or after a cue: "way" and "close" are ordinary words
    road_name: Listed  # in `not_road`, but with a capital they name a road
    not_road: Listed  # between a number and "road": the number counts something
    unit: Listed  # flat, apartment
    cue: Listed  # I live at
    at_number: Listed  # I'm at number
    road_cue: Listed  # I live on
    address_cue: Listed  # my address is: what follows need not begin with a number
    service: Listed  # before an address: it is theirs
    code_cue: Listed
    door: Listed  # house no
    box: Listed
    not_after: Listed  # after "number 12": it is no house
    postcode_area: Listed
    not_inward: Listed  # "2nd" looks like the end of a postcode
    eircode_key: Listed
    state: Listed
    state_au: Listed


class HandleWords(Strict):
    network: Listed
    mine: Listed  # my {network}
    seek: Listed  # look for, before a name and "on {network}"
    reach: Listed  # find me on {network}
    link: Listed  # between a network and a name: as, is
    username: Listed  # my username is
    not_name: Listed
    ends: Listed  # after a name: the clause is over
    not_mention: Listed  # @home, @work
    host: dict[Words, list[Words]]  # of links, with beginnings of paths that lead to no account


class NameWords(Strict):
    intro: Listed  # my name is
    am: Listed  # I'm
    pointing: Listed  # it's, this is: among `am` and `titled`, they may speak of somebody else
    somebody_else: Listed  # right after such a name: it is a singer's, an author's, a doctor's
    surname: Listed  # my surname is
    title: Listed
    plain_title: Listed  # whose name may be in small letters
    titled: Listed  # it's, before a title
    professional: Listed  # titles of people who look after somebody: it's Dr Example
    closing: Listed  # kind regards
    here: Listed  # after a name: Ben Example here
    greeting: Listed  # before it
    skipped: Listed
    particle: Listed  # van, de, bin: a surname goes on
    not_given: Listed
    not_surname: Listed
    surname_too: Listed  # in another of these lists, but with a capital they may be one
    not_titled: Listed  # after "it's Mrs Example": somebody else
    capitalised: Listed  # written with a capital, but no name
    ordinary: Listed  # no surname, however it is written: illnesses, medicines, peoples, towns, moods
    not_person: Listed  # two words with capitals that are no name: Milton Keynes


class BankWords(Strict):
    iban: dict[Annotated[str, Field(pattern=r"^[a-z]{2}$")], Annotated[int, Field(ge=15, le=34)]]
    iban_cue: Listed
    sort_code: Listed
    account: Listed
    bsb: Listed
    routing: Listed
    card: Listed
    swift: Listed
    tag: Listed
    link: Listed  # paypal.me
    not_account: Listed


class ContactWords(Strict):
    """The words file, `_words.toml`."""

    figures: FigureWords
    phone: PhoneWords
    mail: MailWords
    address: AddressWords
    handle: HandleWords
    name: NameWords
    bank: BankWords


class Example(Strict):
    """A text with where its people are and what their programme calls somebody."""

    text: Words
    countries: list[Annotated[str, Field(pattern=r"^[A-Z]{2}$")]] = Field(default_factory=list)
    known_names: list[Words] = Field(default_factory=list)


class Examples(Strict):
    """The examples of one kind: texts in which there is one of it, and texts in which there is nothing."""

    about: Annotated[str, Field(min_length=12)]
    match: Annotated[list[Words | Example], Field(min_length=FEWEST_EXAMPLES)]
    no_match: Annotated[list[Words | Example], Field(min_length=FEWEST_EXAMPLES)]


def load_words(language: str = "en", folder: Path = HERE) -> ContactWords:
    """The words of a language. Raises ContactsRefusedError."""
    path = folder / language / "_words.toml"
    problems: list[str] = []
    words = _read(path, ContactWords, problems)
    if words is not None:
        problems += [f"{path.name}: {what}" for what in _bad_phrases(words)]
    if words is None or problems:
        raise ContactsRefusedError(problems)
    return words


def load_examples(language: str = "en", folder: Path = HERE) -> dict[ContactKind, Examples]:
    """Every kind's examples. Raises ContactsRefusedError, also where a kind has no file or a file no kind."""
    problems: list[str] = []
    found: dict[ContactKind, Examples] = {}
    paths = {path.stem: path for path in (folder / language).glob("[!_]*.toml")}
    kinds = {kind.value: kind for kind in ContactKind}
    problems += [f"{name}.toml: there is no kind of contact of this name" for name in paths.keys() - kinds]
    problems += [f"{name}.toml: it is missing" for name in kinds.keys() - paths]
    for name in sorted(kinds.keys() & paths):
        examples = _read(paths[name], Examples, problems)
        if examples is not None:
            found[kinds[name]] = examples
    if problems:
        raise ContactsRefusedError(problems)
    return found


def _read(path: Path, form: type[Form], problems: list[str]) -> Form | None:
    table: dict[str, Any] = {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return form.model_validate(table)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as refusal:
        problems.append(f"{path.name}: {refusal}")
    except ValidationError as refusal:
        problems += told(path, refusal, table)
    return None


def _bad_phrases(words: ContactWords) -> Collection[str]:
    """Entries of the lists that are no phrases."""
    bad = []
    for section, lists in words:
        for name, entries in lists:
            for entry in entries:
                try:
                    Phrases([entry])
                except ValueError as refusal:
                    bad.append(f"{section} / {name}: {refusal}")
    return bad
