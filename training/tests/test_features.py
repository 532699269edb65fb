"""What the network reads must stay what the Rust side computes."""
import unittest

from attribution_training.features import (
    CASE_LOWER, CASE_OTHER, CASE_TITLE, CASE_UPPER, QUOTED_INSIDE, QUOTED_OUTSIDE,
    case_of, find_pieces, find_windows, overlapping_windows, quotation_states,
)


def quoted_part(text):
    """The characters after which the state is inside."""
    return "".join(c for c, state in zip(text, quotation_states(text)) if state == QUOTED_INSIDE)


class Features(unittest.TestCase):
    def test_case_comes_from_the_text_and_not_from_the_lower_cased_piece(self):
        cases = [(case_of(piece)) for piece in ("said", "Reuters", "A", "EU", "McDonald", "5", "“", "É", "’s")]
        self.assertEqual(
            cases,
            [CASE_LOWER, CASE_TITLE, CASE_TITLE, CASE_UPPER, CASE_OTHER, CASE_OTHER, CASE_OTHER, CASE_TITLE, CASE_LOWER],
        )

    def test_a_capital_with_what_has_no_case_is_upper_and_not_title(self):
        self.assertEqual(case_of("B2"), CASE_UPPER)

    def test_an_opening_mark_is_inside_and_a_closing_one_outside(self):
        self.assertEqual(quoted_part("He: “No.” Yes"), "“No.")

    def test_straight_marks_take_turns(self):
        self.assertEqual(quoted_part('"a" b "c"'), '"a"c')

    def test_a_line_break_ends_a_quotation_that_was_never_closed(self):
        self.assertEqual(quoted_part("“No.\nHe left"), "“No.")

    def test_apostrophes_and_single_marks_change_nothing(self):
        self.assertEqual(quoted_part("‘It’s' over"), "")

    def test_a_piece_takes_the_state_of_its_first_character(self):
        pieces = find_pieces("say “go”")
        self.assertEqual(pieces.quoted, [QUOTED_OUTSIDE, QUOTED_INSIDE, QUOTED_INSIDE, QUOTED_OUTSIDE])

    def test_offsets_count_code_points_and_leave_out_a_dropped_mark_at_the_end(self):
        text = "👍 Cafe\u0301 Zürich"
        pieces = find_pieces(text)
        self.assertEqual([text[s:e] for s, e in pieces.offsets], ["👍", "Cafe", "Zürich"])

    def test_a_window_may_be_cut_at_sentence_ends_and_line_breaks_only(self):
        text = "He left. She said: “No.” Then\nnothing at approx. five"
        pieces = find_pieces(text)
        cuts = [text[pieces.offsets[k][0] :].split()[0] for k in range(1, len(pieces.ids)) if pieces.breaks[k]]
        self.assertEqual(cuts, ["She", "Then", "nothing"])


class Windows(unittest.TestCase):
    def test_windows_end_at_the_last_break_that_fits(self):
        breaks = [k % 4 == 0 for k in range(13)]
        self.assertEqual(find_windows(breaks, first=10, limit=10), [(0, 8), (8, 12)])

    def test_each_window_repeats_the_end_of_the_one_before_it_from_a_break_on(self):
        breaks = [k % 4 == 0 for k in range(49)]
        self.assertEqual(overlapping_windows(breaks, limit=24, overlap=6), [(0, 24), (16, 40), (32, 48)])

    def test_without_breaks_windows_repeat_exactly_the_overlap(self):
        breaks = [True] + [False] * 49 + [True]
        self.assertEqual(overlapping_windows(breaks, limit=24, overlap=6), [(0, 24), (18, 42), (36, 50)])

    def test_what_fits_one_window_is_one_window_and_nothing_is_none(self):
        self.assertEqual(overlapping_windows([True] * 11), [(0, 10)])
        self.assertEqual(overlapping_windows([True]), [])

    def test_a_window_without_a_break_is_cut_at_its_limit(self):
        self.assertEqual(find_windows([True] + [False] * 11 + [True], first=5, limit=5), [(0, 5), (5, 10), (10, 12)])

    def test_a_break_in_the_first_third_is_not_worth_a_cut(self):
        breaks = [k in (0, 3, 20) for k in range(21)]
        self.assertEqual(find_windows(breaks, first=9, limit=9)[0], (0, 9))

    def test_every_piece_is_in_one_window(self):
        breaks = [k % 37 == 0 for k in range(1001)]
        breaks[-1] = True
        covered = [k for s, e in find_windows(breaks, first=60) for k in range(s, e)]
        self.assertEqual(covered, list(range(1000)))


if __name__ == "__main__":
    unittest.main()
