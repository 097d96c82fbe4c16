"""Themes of an open question."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from scipy.stats import norm

from frankpledge.errors import TooFewAnswersError
from frankpledge.voice.themes import (
    Codebook,
    CodeTheme,
    Embedder,
    SentenceModel,
    Settings,
    Source,
    Way,
    WordCounts,
    find_themes,
)

SPEEDING = CodeTheme("speeding", "Speeding", words=("speed*", "race*", "racing"))
CAMERA = "We need a speed camera on the hill"
BOOK = Codebook("book", (SPEEDING,), new_themes=False)


def test_five_answers_are_refused_with_the_reason() -> None:
    """Too few answers, said with how many there are and are needed."""
    five = {f"a{n}": f"Answer number {word}" for n, word in enumerate(("one", "two", "three"))}
    with pytest.raises(TooFewAnswersError, match="at least 30 different answers, found 3"):
        find_themes(five, embedder=WordCounts())
    with pytest.raises(TooFewAnswersError, match="found 0"):
        find_themes({}, embedder=WordCounts())


def test_repeats_do_not_make_enough_answers() -> None:
    """One answer sent two hundred times is one different answer."""
    flood = {f"a{n}": "Save our station!" for n in range(200)}
    with pytest.raises(TooFewAnswersError, match="found 1:"):
        find_themes(flood, embedder=WordCounts())


def test_order_of_the_answers_does_not_matter(answers: dict[str, str]) -> None:
    """The same answers in another order give equal themes, quotations and all."""
    back = dict(sorted(answers.items(), reverse=True))
    assert find_themes(answers, embedder=WordCounts()) == find_themes(back, embedder=WordCounts())


def test_the_model_gives_the_same_themes_with_any_number_of_threads(
    model: SentenceModel, answers: dict[str, str]
) -> None:
    """One thread or three: equal in every field."""
    some = dict(sorted(answers.items())[:120])
    one = SentenceModel(model.tokenizer, model.encoder, threads=1)
    three = SentenceModel(model.tokenizer, model.encoder, threads=3)
    assert find_themes(some, embedder=one) == find_themes(some, embedder=three)


def test_every_answer_is_counted_once_in_each_theme(answers: dict[str, str]) -> None:
    """Counts, members and the rest agree with each other."""
    found = find_themes(answers, embedder=WordCounts())
    told = Counter(name for some in found.members.values() for name in some)
    assert {theme.id: theme.count for theme in found.themes} == told
    assert all(sum(theme.ways.values()) == theme.count for theme in found.themes)
    assert found.other == sum(not some for some in found.members.values())
    assert found.answered + found.silent == len(answers)
    assert found.silent == 8
    counts = [theme.count for theme in found.themes]
    assert counts == sorted(counts, reverse=True)
    assert min(counts) >= Settings().smallest
    assert found.codebook is None
    assert {theme.source for theme in found.themes} == {Source.MACHINE}


def test_a_codebooks_words_are_counted_as_a_reader_would(answers: dict[str, str]) -> None:
    """A theme of words alone is exactly the answers that have them."""
    found = find_themes(answers, BOOK, replace(WordCounts(), near=2)).theme("speeding")
    by_hand = [
        name
        for name, text in answers.items()
        if any(w.startswith(("speed", "race")) or w == "racing" for w in _words(text))
    ]
    assert found.count == len(by_hand) == found.ways[Way.WORDS] > 10
    assert found.source is Source.CODEBOOK
    assert found.words == SPEEDING.words


def _words(text: str) -> list[str]:
    plain = "".join(letter if letter.isalnum() else " " for letter in text.lower())
    return plain.split()


def test_likeness_adds_answers_without_the_words(
    remembering: Embedder, answers: dict[str, str]
) -> None:
    """The model brings answers on the same matter, and says that it did."""
    found = find_themes(answers, BOOK, remembering)
    by_words = find_themes(answers, BOOK, replace(WordCounts(), near=2)).theme("speeding")
    theme = found.theme("speeding")
    assert theme.ways[Way.WORDS] == by_words.count
    assert theme.ways[Way.LIKENESS] > 3
    overtaking = next(name for name, text in answers.items() if "Lorries thunder" in text)
    assert found.members[overtaking] == ("speeding",)


def test_a_person_wins_over_words_and_machine(answers: dict[str, str]) -> None:
    """A pinned answer has the themes it was given and no other, whatever it says."""
    drugs = next(name for name, text in answers.items() if text.startswith("Crack and heroin"))
    speed = next(name for name, text in answers.items() if text == CAMERA)
    other = CodeTheme("cameras", "Cameras", answers=(speed, "a999"))
    pinned = replace(SPEEDING, answers=(drugs,))
    book = Codebook("book", (pinned, other))
    found = find_themes(answers, book, WordCounts())
    assert found.members[drugs] == ("speeding",)
    assert found.members[speed] == ("cameras",)
    assert found.theme("speeding").ways[Way.PERSON] == 1
    assert found.theme("cameras").quotations == ()
    assert found.not_found == ("a999",)


def test_what_a_person_keeps_from_being_quoted(answers: dict[str, str]) -> None:
    """The next best sentences take the place of the answers named."""
    first = find_themes(answers, BOOK, WordCounts()).theme("speeding").quotations
    hidden = tuple(quotation.answer for quotation in first)
    book = replace(BOOK, not_quoted=hidden)
    second = find_themes(answers, book, WordCounts()).theme("speeding").quotations
    assert len(first) == len(second) == 3
    assert not {quotation.answer for quotation in second} & set(hidden)


def test_words_that_keep_a_sentence_out(answers: dict[str, str]) -> None:
    """`but_not` wins over `words`, and over likeness too."""
    narrow = Codebook("book", (replace(SPEEDING, but_not=("camera*",)),), new_themes=False)
    texts = {**answers, "b1": "Speed cameras are speed traps"}
    assert find_themes(texts, BOOK, WordCounts()).members["b1"] == ("speeding",)
    assert find_themes(texts, narrow, WordCounts()).members["b1"] == ()


def test_a_codebook_says_what_sentences_are_compared_by(answers: dict[str, str]) -> None:
    """Without an embedder the codebook's kind is used, whatever is installed."""
    found = find_themes(answers, replace(BOOK, vectors="words"))
    assert found == find_themes(answers, replace(BOOK, vectors="words"), WordCounts())
    assert (found.vectors, found.codebook) == ("words", "book")


def test_the_machine_looks_only_in_what_is_left(answers: dict[str, str]) -> None:
    """Sentences of the codebook's themes are in no theme of the machine."""
    book = replace(BOOK, new_themes=True)
    found = find_themes(answers, book, WordCounts())
    camera = next(name for name, text in answers.items() if text == CAMERA)
    assert found.members[camera] == ("speeding",)
    assert found.of(Source.MACHINE)
    assert len({theme.id for theme in found.themes}) == len(found.themes)


def test_share_and_interval_by_hand(answers: dict[str, str]) -> None:
    """Wilson's interval from its formula, and with weights Kish's effective size."""
    weights = {name: 1.0 + (number % 4) for number, name in enumerate(sorted(answers))}
    exact = replace(WordCounts(), near=2)
    plain = find_themes(answers, BOOK, exact)
    weighed = find_themes(answers, BOOK, exact, weights=weights)
    inside = [name for name, some in plain.members.items() if some]
    for found, weight in ((plain, dict.fromkeys(answers, 1.0)), (weighed, weights)):
        whole = sum(weight[name] for name in found.members)
        size = whole**2 / sum(weight[name] ** 2 for name in found.members)
        share = sum(weight[name] for name in inside) / whole
        z = norm.ppf(0.975)
        middle = (share + z * z / (2 * size)) / (1 + z * z / size)
        root = (share * (1 - share) / size + z * z / (4 * size * size)) ** 0.5
        half = z / (1 + z * z / size) * root
        told = found.theme("speeding").share
        assert (told.value, told.lower, told.upper) == pytest.approx(
            (share, middle - half, middle + half)
        )
        assert found.theme("speeding").count == len(inside)
    assert weighed.theme("speeding").share.value != plain.theme("speeding").share.value


@pytest.mark.parametrize("weights", [{}, {"a001": 0.0}, {"a001": float("inf")}])
def test_answers_without_a_weight(answers: dict[str, str], weights: dict[str, float]) -> None:
    """A weight that is missing, nought or endless is refused by the answer's id."""
    with pytest.raises(ValueError, match="a001"):
        find_themes(answers, BOOK, WordCounts(), weights=weights)


def test_quotations_are_what_people_wrote(remembering: Embedder, answers: dict[str, str]) -> None:
    """Up to three sentences of three people, word for word, none a repeat of another."""
    texts = {**answers, "z1": "People treat our road like a race track!!"}
    found = find_themes(texts, embedder=remembering)
    for theme in found.themes:
        assert 1 <= len(theme.quotations) <= 3
        assert len({quotation.answer for quotation in theme.quotations}) == len(theme.quotations)
        for quotation in theme.quotations:
            assert quotation.text in " ".join(texts[quotation.answer].split())
            assert theme.id in found.members[quotation.answer]


def test_emoji_script_and_a_megabyte(answers: dict[str, str]) -> None:
    """Odd answers neither break the run nor take it over."""
    odd = {
        "x1": "🚓🚓🚓",
        "x2": "<script>alert('speeding')</script> on our road",
        "x3": "speeding cars " * 70_000,
        "x4": "\u202eright to left\u202c اللغة العربية",
        "x5": "\x00\x07 ok then fine \ud7ff",
    }
    found = find_themes({**answers, **odd}, BOOK, WordCounts())
    assert "x1" not in found.members
    assert found.members["x2"] == found.members["x3"] == ("speeding",)
    assert all(len(q.text) <= 300 for theme in found.themes for q in theme.quotations)


def test_marks_of_what_was_taken_out_are_no_words(answers: dict[str, str]) -> None:
    """Every answer with '[name removed]' has the same themes; nothing but marks says nothing."""
    marked = {
        name: f"[name removed] {text} [phone number removed]" for name, text in answers.items()
    }
    marked["only"] = "[name removed], [address removed]."
    plain, found = find_themes(answers, None, WordCounts()), find_themes(marked, None, WordCounts())
    assert [(t.id, t.count, t.keywords) for t in found.themes] == [
        (t.id, t.count, t.keywords) for t in plain.themes
    ]
    assert found.silent == plain.silent + 1


def test_weighted_shares_set_the_order_and_the_lead() -> None:
    """Twenty light answers about cars stand below fifteen heavy ones about dogs; by hand."""
    said = {f"c{n}": f"Cars race past house {chr(97 + n)}x" for n in range(20)}
    said |= {f"d{n}": f"Dogs bark behind house {chr(97 + n)}y" for n in range(15)}
    weights = {name: 1.0 if name[0] == "c" else 2.0 for name in said}
    themes = (
        CodeTheme("cars", "Cars", words=("cars",)),
        CodeTheme("dogs", "Dogs", words=("dogs",)),
    )
    book = Codebook("book", themes, new_themes=False)
    plain = find_themes(said, book, WordCounts())
    found = find_themes(said, book, WordCounts(), weights=weights)
    assert [t.id for t in plain.themes] == ["cars", "dogs"]
    assert not plain.weighted
    assert [(t.id, t.count) for t in found.themes] == [("dogs", 15), ("cars", 20)]
    assert found.weighted
    assert found.lead is not None
    # Weights: 30 of 50 and 20 of 50; worth 50²/(20 + 60) = 31.25 answers.
    assert found.lead.value == pytest.approx(0.2)
    assert found.lead.lower < 0 < found.lead.upper
