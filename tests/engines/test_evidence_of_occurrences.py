"""Which events and items an explanation names, what each did, and by what word absence holds: worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engines.explaining import explained, lines, window

COMPLETE = {"complete": [{"variable": "treatment"}]}
DECLARED = "the site declares its records of treatment complete"
YEAR = {"within": "12 months before screening"}  # 2025-03-20 to 2026-03-20
WIDE = "2025-03-20 to 2026-03-20"


def tace(date: str, **more: str) -> dict[str, Any]:
    return {"treatment": "tace", "date": date, **more}


def drug(name: str, start: str, end: str, **more: str) -> dict[str, Any]:
    return {"treatment": name, "start": start, "end": end, **more}


# ---- whether it happened -------------------------------------------------------------------------


def test_what_matches_and_what_lies_outside_the_window_is_shown() -> None:
    found = explained({"treatment": "tace", **YEAR}, tace("2025-03-19"), tace("2025-03-20"))
    assert lines(found.used) == [
        "tace of 2025-03-19: outside the window, FALSE, not chosen",
        "tace of 2025-03-20: judged, TRUE",
    ]
    assert (window(found), found.absence) == (WIDE, "")


def test_facts_of_other_codes_are_no_evidence() -> None:
    found = explained(
        {"treatment": "tace"}, drug("sorafenib", "2026-01-01", "2026-02-01"), tace("2026-03-01")
    )
    assert lines(found.used) == ["tace of 2026-03-01: judged, TRUE"]
    assert window(found) == "none"


def test_a_window_without_a_beginning_shows_its_end_only() -> None:
    found = explained({"treatment": "tace", "before": "2026-03-01"}, tace("2026-03-01"))
    assert window(found) == "? to 2026-03-01"


def test_what_is_excepted_says_so() -> None:
    found = explained(
        {"treatment": "antitumour_treatment", "other than": ["tace"]}, tace("2026-03-01"), site=COMPLETE
    )
    assert lines(found.used) == ["tace of 2026-03-01: excepted, FALSE, not chosen"]
    assert (found.truth.name, found.absence) == ("FALSE", DECLARED)


def test_what_may_match_says_so_and_then_no_word_of_absence_counts() -> None:
    found = explained({"treatment": "tace", **YEAR}, tace("2026-03-01", status="suspected"), site=COMPLETE)
    assert lines(found.used) == ["tace of 2026-03-01: may be chosen, UNKNOWN, if chosen"]
    assert (found.absence, window(found)) == ("", WIDE)


def test_every_word_by_which_absence_holds_is_named_once() -> None:
    found = explained(
        {"treatment": ["tace", "sorafenib"], "no record means": "absent"},
        site={**COMPLETE, "supplies": [{"variable": "treatment"}]},
    )
    assert found.absence == f"no record means absent; {DECLARED}"
    assert found.truth.name == "FALSE"


def test_the_words_for_all_codes_are_named() -> None:
    found = explained(
        {"treatment": ["tace", "sorafenib"]},
        {"treatment": "tace", "status": "absent", "date": "2026-03-20"},
        site={"complete": [{"variable": "treatment", "code": "sorafenib"}]},
    )
    words = ["explicit negative (record)", "the site declares its records of treatment sorafenib complete"]
    assert found.absence == "; ".join(words)


def test_a_declaration_for_a_class_is_named_with_it() -> None:
    found = explained(
        {"treatment": "sorafenib"}, site={"complete": [{"variable": "treatment", "code": "targeted_therapy"}]}
    )
    assert found.absence == "the site declares its records of treatment targeted_therapy complete"


def test_an_explicit_negative_is_named() -> None:
    found = explained({"treatment": "tace"}, {"treatment": "tace", "status": "absent", "date": "2026-03-20"})
    assert (found.truth.name, found.absence) == ("FALSE", "explicit negative (record)")


def test_what_was_ruled_out_is_named() -> None:
    found = explained(
        {"diagnosis": "stroke", "at": "screening"},
        {"diagnosis": "stroke", "status": "ruled_out", "date": "2026-03-20"},
    )
    assert (found.truth.name, found.absence) == ("FALSE", "ruled out (record)")


def test_nothing_lies_in_an_empty_window() -> None:
    found = explained(
        {"treatment": "tace", "after": "2026-02-01", "before": "first_dose"},
        {"planned_first_dose": "2026-01-01"},
        anchors={"first_dose": {"date": "planned_first_dose"}},
    )
    assert (found.truth.name, found.absence) == ("FALSE", "the window is empty")


# ---- count, in total, each -----------------------------------------------------------------------


def test_a_count_lies_between_what_is_sure_and_what_is_possible() -> None:
    facts = [tace("2026-01-01"), tace("2026-02-01", status="suspected"), tace("2025-01-01")]
    listed = explained({"treatment": "tace", "count": "<= 2", **YEAR}, *facts, site=COMPLETE)
    assert (listed.truth.name, listed.numbers, listed.absence) == ("TRUE", (1, 2), DECLARED)
    assert lines(listed.used) == [
        "tace of 2026-01-01: judged, TRUE",
        "tace of 2026-02-01: may be chosen, UNKNOWN, if chosen",
        "tace of 2025-01-01: outside the window, FALSE, not chosen",
    ]
    assert window(listed) == WIDE
    unlisted = explained({"treatment": "tace", "count": "<= 2", **YEAR}, *facts)
    assert (unlisted.truth.name, unlisted.numbers, unlisted.absence) == ("UNKNOWN", (1, None), "")


def test_an_open_count_rests_on_no_word_of_absence() -> None:
    found = explained(
        {"treatment": "tace", "count": ">= 2"},
        tace("2026-01-01"),
        tace("2026-02-01", status="suspected"),
        site=COMPLETE,
    )
    assert (found.truth.name, found.numbers, found.absence) == ("UNKNOWN", (1, 2), "")


def test_days_in_total_lie_between_what_is_sure_and_what_is_possible() -> None:
    """The window is 2026-02-18 to 2026-03-20; the drug lasts 5 days in it, perhaps 7."""
    asks = {"treatment": "anticoagulant", "in total": "< 8 days", "within": "30 days before screening"}
    facts = [
        drug("anticoagulant", "2026-02-10", "2026-02-22"),
        drug("anticoagulant", "2026-03-01", "2026-03-02", status="suspected"),
    ]
    listed = explained(asks, *facts, site=COMPLETE)
    assert (listed.truth.name, listed.numbers, listed.absence) == ("TRUE", (5, 7), DECLARED)
    assert lines(listed.used) == [
        "anticoagulant of 2026-02-10: judged, TRUE",
        "anticoagulant of 2026-03-01: may be chosen, UNKNOWN, if chosen",
    ]
    assert window(listed) == "2026-02-18 to 2026-03-20"
    unlisted = explained(asks, *facts)
    assert (unlisted.truth.name, unlisted.numbers, unlisted.absence) == ("UNKNOWN", (5, None), "")
    few = explained({**asks, "in total": "< 6 days"}, *facts, site=COMPLETE)
    assert (few.truth.name, few.numbers, few.absence) == ("UNKNOWN", (5, 7), "")


def test_each_shows_the_answer_of_every_fact() -> None:
    asks = {"treatment": "targeted_therapy", "each": {"end": {"before": "2026-02-01"}}, "after": "2025-01-01"}
    facts = [
        drug("sorafenib", "2025-06-01", "2025-12-01"),
        drug("lenvatinib", "2026-01-01", "2026-02-02", status="suspected"),
    ]
    found = explained(asks, *facts, site=COMPLETE)
    assert lines(found.used) == [
        "sorafenib of 2025-06-01: judged, TRUE",
        "lenvatinib of 2026-01-01: may be chosen, FALSE, if chosen",
    ]
    assert (found.truth.name, found.absence, window(found)) == ("UNKNOWN", "", "2025-01-01 to 2026-03-20")
    good = explained(asks, facts[0], site=COMPLETE)
    assert (good.truth.name, good.absence) == ("TRUE", DECLARED)
    bad = explained({**asks, "each": {"end": {"before": "2025-11-30"}}}, facts[0], site=COMPLETE)
    assert (bad.truth.name, bad.absence) == ("FALSE", "")


# ---- confirmed by several ------------------------------------------------------------------------

CANCER = {
    "diagnosis": "hepatocellular_carcinoma",
    "confirmed by": {"different": "modality", "at least": "2"},
    **YEAR,
}


def cancer(date: str, **more: str) -> dict[str, Any]:
    return {"diagnosis": "hepatocellular_carcinoma", "date": date, **more}


def test_different_modalities_are_counted() -> None:
    found = explained(
        CANCER,
        cancer("2026-01-01", modality="ct"),
        cancer("2026-01-02", modality="ct"),
        cancer("2026-01-03", modality="mri"),
    )
    assert (found.truth.name, found.numbers, window(found)) == ("TRUE", (2, 2), WIDE)
    assert lines(found.used) == [
        f"hepatocellular_carcinoma of 2026-01-0{day}: judged, TRUE" for day in (1, 2, 3)
    ]


def test_what_was_ruled_out_contradicts() -> None:
    found = explained(
        CANCER, cancer("2026-01-01", modality="ct"), cancer("2026-01-03", modality="mri", status="ruled_out")
    )
    assert (found.truth.name, found.numbers, window(found)) == ("UNKNOWN", (1, 2), WIDE)
    assert lines(found.used) == [
        "hepatocellular_carcinoma of 2026-01-01: judged, TRUE",
        "hepatocellular_carcinoma of 2026-01-03: excepted, FALSE, not chosen",
        "hepatocellular_carcinoma of 2026-01-03: broke the streak, FALSE",
    ]
    assert [reason.value for reason in found.reasons] == ["conflicting"]


def test_nothing_but_what_was_ruled_out_is_false() -> None:
    found = explained(CANCER, cancer("2026-01-03", status="ruled_out"))
    assert (found.truth.name, found.numbers, found.absence, window(found)) == ("FALSE", (0, 2), "", WIDE)
    assert lines(found.used) == [
        "hepatocellular_carcinoma of 2026-01-03: excepted, FALSE, not chosen",
        "hepatocellular_carcinoma of 2026-01-03: broke the streak, FALSE",
    ]


def test_what_may_contradict_says_so() -> None:
    """Perhaps it was ruled out before the window."""
    found = explained(CANCER, cancer("2026-01-01", modality="ct"), cancer("2025-03", status="ruled_out"))
    assert lines(found.used)[-1] == "hepatocellular_carcinoma of 2025-03: broke the streak, FALSE, if chosen"


def test_absence_says_no_to_a_confirmation() -> None:
    found = explained(CANCER, site={"complete": [{"variable": "diagnosis"}]})
    assert (found.truth.name, found.absence) == (
        "FALSE",
        "the site declares its records of diagnosis complete",
    )


# ---- items ---------------------------------------------------------------------------------------


def lesion(date: str, diameter: str, **more: str) -> dict[str, Any]:
    return {"lesion": "L1", "date": date, "longest_diameter": f"{diameter} mm", **more}


def answers(found: Any) -> list[str]:
    """Without the names, which lesions have none of the vocabulary."""
    return [line.partition(" of ")[2] for line in lines(found.used)]


def test_only_items_of_the_latest_set_are_shown() -> None:
    found = explained(
        {"lesion": "any", "where": {"longest_diameter": "> 20 mm"}, **YEAR},
        lesion("2026-01-01", "40"),
        lesion("2026-03-01", "10"),
        lesion("2026-03-01", "30"),
    )
    assert answers(found) == ["2026-03-01: excepted, FALSE, not chosen", "2026-03-01: judged, TRUE"]
    assert window(found) == WIDE


def test_two_sets_of_a_day_are_both_shown() -> None:
    asks = {"lesion": "any", "where": {"longest_diameter": "> 20 mm"}, **YEAR}
    sets = [lesion("2026-03-01", "30", modality="ct"), lesion("2026-03-01", "10", modality="mri")]
    found = explained(asks, *sets, site={"complete": [{"variable": "lesion"}]})
    assert (found.truth.name, window(found)) == ("UNKNOWN", WIDE)
    assert answers(found) == ["2026-03-01: judged, TRUE", "2026-03-01: excepted, FALSE, not chosen"]
    agreed = explained(asks, sets[0], lesion("2026-03-01", "25", modality="mri"))
    assert (agreed.truth.name, answers(agreed)) == ("TRUE", ["2026-03-01: judged, TRUE"] * 2)


def test_a_set_that_may_be_meant_is_shown_as_such() -> None:
    found = explained({"lesion": "any", "within": "28 days before screening"}, lesion("2026-02", "30"))
    assert answers(found) == ["2026-02: may be chosen"]
    assert window(found) == "2026-02-20 to 2026-03-20"
    assert [reason.value for reason in found.reasons] == ["imprecise date"]


def test_no_record_of_an_item_may_mean_that_there_is_none() -> None:
    asks = {"lesion": "any", "where": {"longest_diameter": "> 20 mm"}, "no record means": "absent"}
    supplied = {"supplies": [{"variable": "lesion"}]}
    found = explained(asks, lesion("2026-03-01", "10"), site=supplied)
    assert (found.truth.name, found.absence) == ("FALSE", "no record means absent")
    complete = explained(
        asks, lesion("2026-03-01", "10"), site={**supplied, "complete": [{"variable": "lesion"}]}
    )
    assert (complete.truth.name, complete.absence) == ("FALSE", "the list of items is complete")
    assert explained(asks, lesion("2026-03-01", "10")).truth.name == "UNKNOWN"


def test_sets_that_disagree_keep_what_is_open_in_them() -> None:
    asks = {"lesion": "any", "where": {"longest_diameter": "> 20 mm"}}
    unmeasured = {"lesion": "L1", "date": "2026-03-01", "modality": "mri"}
    found = explained(asks, lesion("2026-03-01", "30", modality="ct"), unmeasured)
    assert found.truth.name == "UNKNOWN"
    assert "missing attribute" in {reason.value for reason in found.reasons}


def test_a_complete_list_says_so() -> None:
    asks = {"lesion": "any", "where": {"longest_diameter": "> 20 mm"}}
    found = explained(asks, lesion("2026-03-01", "10"), site={"complete": [{"variable": "lesion"}]})
    assert (found.truth.name, found.absence) == ("FALSE", "the list of items is complete")


# ---- lasting -------------------------------------------------------------------------------------


def test_a_stretch_shows_its_facts_and_the_window() -> None:
    asks = {"treatment": "metformin", "lasting": ">= 90 days", "at": "screening"}
    found = explained(asks, drug("metformin", "2025-12-20", "2026-03-20"))
    assert (found.truth.name, window(found)) == ("TRUE", "2026-03-20 to 2026-03-20")  # 20 December + 90 days
    assert lines(found.used) == ["metformin of 2025-12-20: judged, TRUE"]
    short = explained(asks, drug("metformin", "2025-12-21", "2026-03-20"), site=COMPLETE)
    assert (short.truth.name, short.absence, window(short)) == ("FALSE", DECLARED, "2026-03-20 to 2026-03-20")
    unlisted = explained(asks, drug("metformin", "2025-12-21", "2026-03-20"))
    assert (unlisted.truth.name, unlisted.absence) == ("UNKNOWN", "")
    assert window(unlisted) == "2026-03-20 to 2026-03-20"
    assert lines(unlisted.used) == ["metformin of 2025-12-21: judged, TRUE"]
    assert [reason.value for reason in unlisted.reasons] == ["missing"]


def test_a_stretch_without_its_anchor_shows_its_facts() -> None:
    found = explained(
        {"treatment": "metformin", "lasting": ">= 90 days", "before": "first_drug"},
        drug("metformin", "2025-12-20", "2026-03-20"),
        anchors={"first_drug": {"first": {"treatment": "sorafenib"}}},
    )
    assert [reason.value for reason in found.reasons] == ["anchor missing"]
    assert lines(found.used) == ["metformin of 2025-12-20: judged, TRUE"]


# ---- lasting: what is shown ----------------------------------------------------------------------

LASTING = {"treatment": "metformin", "lasting": ">= 90 days"}
ALL_TREATMENTS = {"complete": [{"variable": "treatment"}]}
METFORMIN = {"treatment": "metformin", "start": "2025-12-01", "ongoing": "true"}
SHORTER = {"treatment": "metformin", "start": "2026-02-01", "ongoing": "true"}


@pytest.mark.parametrize(
    ("fact", "site", "truth", "role"),
    [
        (METFORMIN, None, "TRUE", "judged, TRUE"),
        (SHORTER, None, "UNKNOWN", "judged, TRUE"),
        (SHORTER, ALL_TREATMENTS, "FALSE", "judged, TRUE"),
    ],
)
def test_what_lasts_is_shown_whatever_the_answer(
    fact: dict[str, str], site: dict[str, Any] | None, truth: str, role: str
) -> None:
    found = explained({**LASTING, "at": "screening"}, fact, site=site)
    assert found.truth.name == truth
    assert lines(found.used) == [f"metformin of {fact['start']}: {role}"]
    assert window(found) == "2026-03-20 to 2026-03-20"


@pytest.mark.parametrize(
    ("at", "planned", "reason"),
    [
        ("first_dose", None, "anchor missing"),
        ("first_dose", "2026-03-21", "not yet due"),
        ("first_dose", "2026-03", "not yet due"),
        ("first_dose", "2026-02", "imprecise date"),
    ],
)
def test_why_a_time_without_an_end_is_open(at: str, planned: str | None, reason: str) -> None:
    facts = [METFORMIN] if planned is None else [METFORMIN, {"planned_first_dose": planned}]
    found = explained({**LASTING, "at": at}, *facts, anchors={"first_dose": {"date": "planned_first_dose"}})
    assert (found.truth.name, [each.value for each in found.reasons]) == ("UNKNOWN", [reason])
    assert lines(found.used) == ["metformin of 2025-12-01: judged, TRUE"]
    assert (window(found) == "none") is False


def test_the_words_by_which_nothing_longer_was_missed_are_named() -> None:
    site = {"complete": [{"variable": "treatment", "code": "metformin"}, {"variable": "treatment"}]}
    found = explained({**LASTING, "at": "screening"}, SHORTER, site=site)
    words = ("treatment metformin", "treatment")
    assert found.absence == "; ".join(f"the site declares its records of {each} complete" for each in words)


def test_the_word_for_one_code_is_enough() -> None:
    site = {"complete": [{"variable": "treatment", "code": "metformin"}]}
    found = explained({**LASTING, "at": "screening"}, SHORTER, site=site)
    assert (found.truth.name, found.absence) == (
        "FALSE",
        "the site declares its records of treatment metformin complete",
    )
