//! What holds for every text, and what was seen to go wrong in some.

use super::*;

fn story(text: &str) -> Vec<String> {
    let read = Text::read(text);
    read.sentences.iter().map(|sentence| sentence.span.of(&read.normal).to_owned()).collect()
}

/// The promises of [`Text`], on one text.
fn check_promises(sent: &str) {
    let text = Text::read(sent);
    let mut covered = vec![false; text.normal.len()];
    let spans = text.sentences.iter().map(|s| s.span).chain(text.furniture.iter().map(|f| f.span));
    for span in spans {
        assert!(text.normal.get(span.start..span.end).is_some_and(|words| !words.is_empty()), "{span:?} of {sent:?}");
        for seen in &mut covered[span.start..span.end] {
            assert!(!*seen, "overlap at {span:?} of {sent:?}");
            *seen = true;
        }
        let back = text.to_sent(span);
        assert!(sent.get(back.start..back.end).is_some_and(|words| !words.is_empty()), "{back:?} of {sent:?}");
    }
    for (at, c) in text.normal.char_indices() {
        assert!(c.is_whitespace() || covered[at], "{c:?} at {at} stands nowhere in {sent:?}");
        let back = text.to_sent(Span::new(at, at + c.len_utf8()));
        assert!(sent.get(back.start..back.end).is_some(), "{c:?} at {at} of {sent:?}");
    }
    assert!(text.sentences.is_sorted_by_key(|s| s.span.start) && text.furniture.is_sorted_by_key(|f| f.span.start));
    assert!(text.quotes.is_sorted_by_key(|q| q.outer.start));
    for quote in &text.quotes {
        assert!(text.normal.get(quote.outer.start..quote.outer.end).is_some() && quote.outer.contains(quote.inner), "{quote:?} of {sent:?}");
    }
}

#[test]
fn every_text_keeps_the_promises() {
    for text in [
        "",
        " \n\t\u{a0}\n ",
        "\0\0",
        "no stop at the end",
        "“",
        "”.”.”",
        "....",
        "\u{feff}RABAT: She won.\r\nREAD MORE: Next\r\n",
        "مرحبا بالعالم. قال الوزير إن الاتفاق قريب؟ 👩‍👩‍👧 e\u{301}tait là…",
        "BEIJING – Xi left. AFP, REUTERS More On This Topic A B",
        "(Photo by A/Getty Images)\n___\n- AFP",
        "’’’ ‘‘‘ ''' \"\"\" «»» &amp;&amp;#8217; &#0; &#x110000;",
        "外交部发言人说：“会谈将继续。”他没有说明时间。",
        "By By By\n\nBy\n:\n-\n–",
    ] {
        check_promises(text);
    }
}

#[test]
fn every_mixture_of_marks_and_words_keeps_the_promises() {
    const PIECES: &[&str] = &[
        "Mr",
        ". ",
        "“",
        "”",
        "'",
        "\"",
        "\n",
        "\r\n",
        "the ",
        "AFP",
        " – ",
        "(",
        ")",
        "?",
        "\u{200b}",
        "&quot;",
        "U.S",
        "9",
        "é",
        "By ",
        ": ",
        "READ MORE",
    ];
    // A small generator with a fixed seed: the same texts at every run (constants of Numerical Recipes).
    let mut state: u32 = 7;
    for _ in 0..3_000 {
        let mut text = String::new();
        for _ in 0..24 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(PIECES[(state >> 16) as usize % PIECES.len()]);
        }
        check_promises(&text);
    }
}

#[test]
fn a_sentence_of_a_hundred_thousand_words_and_a_page_of_stops_are_read_in_linear_time() {
    assert!((100..200).contains(&Text::read(&"word ".repeat(100_000)).sentences.len()), "cut into pieces that later stages can look through");
    for piece in [".", "a. ", "\n", "A\n", "(", "- ", "\"", "Mr. ", "READ MORE ", "' "] {
        let _ = Text::read(&piece.repeat(200_000));
    }
}

#[test]
fn a_spoken_greeting_is_no_sentence_of_the_story() {
    let text = "Good evening and welcome to Riverside Tonight. Is the bridge safe? The city has closed two lanes.";
    assert_eq!(story(text), ["Is the bridge safe?", "The city has closed two lanes."]);
    assert_eq!(story("Welcome to the club, the minister said on Monday to eleven new members.").len(), 1);
}

#[test]
fn paragraphs_are_numbered_without_the_furniture() {
    let text = Text::read("By Ann Li\nRABAT: It rained. It snowed.\n\nThe sun came out.");
    let paragraphs: Vec<usize> = text.sentences.iter().map(|s| s.paragraph).collect();
    assert_eq!(paragraphs, [0, 0, 1]);
}
