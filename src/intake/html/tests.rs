//! What a reader sees of HTML, whole or broken, and whether it leads back.

use super::*;
use std::time::{Duration, Instant};

fn check(html: &str, text: &str) {
    let read = read_html(html);
    assert_eq!(read.text, text, "{html}");
    check_map(html, &read);
}

/// The map covers the text without gaps, in order, on character boundaries, and what is copied is the same.
fn check_map(html: &str, read: &HtmlText) {
    let (mut text_end, mut sent_end) = (0, 0);
    for stretch in read.map.stretches() {
        assert_eq!(stretch.text.start, text_end, "{html:?}: a gap before {stretch:?}");
        assert!(!stretch.text.is_empty() && stretch.sent.start >= sent_end, "{html:?}: {stretch:?} goes back");
        assert!(html.get(stretch.sent.start..stretch.sent.end).is_some(), "{html:?}: {stretch:?} cuts a character");
        assert!(read.text.get(stretch.text.start..stretch.text.end).is_some(), "{html:?}: {stretch:?} cuts a character of the text");
        if stretch.copied {
            assert_eq!(stretch.text.of(&read.text), stretch.sent.of(html));
        }
        (text_end, sent_end) = (stretch.text.end, stretch.sent.end);
    }
    assert_eq!(text_end, read.text.len(), "{html:?}");
}

#[test]
fn a_reader_sees_paragraphs_lists_and_lines() {
    for (html, text) in [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<p>One.\n<p>Two.", "One.\n\nTwo."),
        ("One.<br>Two.<br/>\n<br />Three.", "One.\nTwo.\n\nThree."),
        ("<div><div><p>One.</p></div></div>\n\n<div>Two.</div>", "One.\n\nTwo."),
        ("<h1>Head</h1><h2>Deck</h2><p>Body</p>", "Head\n\nDeck\n\nBody"),
        ("<p>They want:</p><ul><li>bread<li>peace</ul><ol>\n<li><p>land</p></li></ol>After.", "They want:\n\nbread\n\npeace\n\nland\n\nAfter."),
        ("<dl><dt>Who<dd>The mayor<dt>When<dd>Monday</dl>", "Who\n\nThe mayor\n\nWhen\n\nMonday"),
        (
            "<figure><img src=a.jpg alt='not seen'><figcaption>The bridge. <small>Photo: A. Li</small></figcaption></figure>Text.",
            "The bridge. Photo: A. Li\n\nText.",
        ),
        ("<p>One.</p><hr><p>Two.</p><p>&nbsp;</p><p> </p><p>Three.</p>", "One.\n\nTwo.\n\nThree."),
        ("a</p>b", "a\n\nb"),
        ("a</br>b", "a\nb"),
    ] {
        check(html, text);
    }
}

#[test]
fn white_space_is_folded_as_browsers_do() {
    for (html, text) in [
        ("  The\n\tmayor \r\n said <b> so </b> twice.  ", "The mayor said so twice."),
        ("<p> One <i>two</i> </p> <p> three</p>", "One two\n\nthree"),
        ("5&nbsp;000 and\u{a0}more", "5\u{a0}000 and\u{a0}more"),
        ("<p>&nbsp;&nbsp;Indented.&nbsp;</p>", "Indented."),
        ("un<!-- a > b -->known <!--x--> <!--y-->words", "unknown words"),
        ("<pre>\n  a\n\n    b\tc \n</pre>d", "  a\n\n    b\tc\n\nd"),
        ("<pre>x\r\ny\rz</pre>", "x\ny\nz"),
        ("one\r\ntwo\rthree", "one two three"),
        ("dis<wbr>count, hec&shy;tares", "discount, hec\u{ad}tares"),
    ] {
        check(html, text);
    }
}

#[test]
fn character_references_are_read() {
    for (html, text) in [
        ("&ldquo;No&rdquo;, said Mr O&#8217;Neill &amp; Sons &lt;b&gt; &#x2014; &eacute;t&eacute;", "“No”, said Mr O’Neill & Sons <b> — été"),
        ("AT&T, R&D, a &copy b, &nonentity; &;", "AT&T, R&D, a © b, &nonentity; &;"),
        ("&#147;quoted&#148; &#0;&#xD800;&#99999999;", "“quoted” \u{fffd}\u{fffd}\u{fffd}"),
        ("5 < 6 and 7 > 3 <3 <", "5 < 6 and 7 > 3 <3 <"),
        ("&amp;quot; twice", "&quot; twice"),
        ("a\0b", "ab"),
    ] {
        check(html, text);
    }
}

#[test]
fn what_is_not_seen_is_left_out() {
    for (html, text) in [
        (
            "<!DOCTYPE html><html><head><title>T</title><meta charset=utf-8><style>p{}</style><link rel=x></head><body><p>Seen.</p></body></html>",
            "Seen.",
        ),
        ("a<script>if (a < b) document.write('<p>no</p>')</script>b<style><p></style>c", "abc"),
        ("a<noscript><p>no</p></noscript><iframe src=x>no</iframe><template><p>no</p></template>b", "ab"),
        ("a <svg viewBox='0 0 1 1'><title>no</title><path d='M0'/><text>no</text></svg> b", "a b"),
        ("<svg><path><p>An unclosed drawing ends here.</p>", "An unclosed drawing ends here."),
        ("<p hidden>no</p><p>yes</p><div hidden=until-found><p>no</p></div><span aria-hidden='true'>no</span>yes", "yes\n\nyes"),
        ("<p style='color: red; DISPLAY : none'>no</p><p style='display: block'>yes</p>", "yes"),
        ("<p hidden>no<p>yes", "yes"),
        ("<b hidden><p>no</b>yes</p>", "yes"),
        ("<ul><li hidden>no<li>yes</ul>", "yes"),
        ("<div hidden><div><b>no</div>no</div>yes", "yes"),
        ("<button>Share</button><select><option>a<option>b</select><textarea>no</textarea>yes<nav><a href=x>Sport</a></nav>yes", "yes\n\nyes"),
        ("It met <del>Ann</del><s>Bo</s> Cy.", "It met Cy."),
        ("<p>x</p><script>never closed <p>no", "x"),
        ("<dialog>no</dialog><dialog open>yes</dialog>", "yes"),
    ] {
        check(html, text);
    }
}

#[test]
fn words_for_screen_readers_are_not_on_the_page() {
    for (html, text) in [
        ("<span class=\"sr-only\">Opens in new window</span>The mayor said yes.", "The mayor said yes."),
        ("<figcaption><span class='x visually-hidden'>Image source, </span>EPA</figcaption>", "EPA"),
        ("<a class=\"skip-link screen-reader-text\" href=#content>Skip to content</a><p class='sr-only-focusable'>yes", "yes"),
    ] {
        check(html, text);
    }
}

#[test]
fn the_mark_of_a_note_is_no_part_of_a_figure() {
    for (html, text) in [
        ("by 5%<sup><a href=\"#fn1\">1</a></sup>, it said", "by 5%, it said"),
        ("was safe<sup id=c class=\"reference\"><a href='#n2'>[2]</a></sup>.", "was safe."),
        ("in 1998<sup class=footnote>3</sup>", "in 1998"),
        ("CO<sub>2</sub> and the 2<sup>nd</sup> 5 m<sup>2</sup>", "CO2 and the 2nd 5 m2"),
        ("<a href='#top'>Top</a> the 2<sup><a href='https://example.org/#a'>nd</a></sup>", "Top the 2nd"),
    ] {
        check(html, text);
    }
}

#[test]
fn what_style_sheets_set_apart_makes_no_common_word() {
    for (html, text) in [
        ("<time>13:40 BST</time><span>Priya Nair</span>", "13:40 BST Priya Nair"),
        ("By <b>Li</b><time>1 March</time>", "By Li 1 March"),
        ("on <time>Monday</time>, <time>10</time>-<time>12</time> June", "on Monday, 10-12 June"),
        ("<a href=a>Tata Steel</a><a href=b>Markets</a>", "Tata Steel Markets"),
        ("<a href=a>Tata</a>'s <a href=b>T</a>ata <b>T</b><i>ata</i>", "Tata's Tata Tata"),
        ("<label>Mail</label><input>yes", "Mail yes"),
    ] {
        check(html, text);
    }
}

#[test]
fn broken_markup_is_read_as_browsers_read_it() {
    for (html, text) in [
        ("<p><b>one</p><p>two</b> three</p></div></div>", "one\n\ntwo three"),
        ("<b><i>a</b>b</i>c", "abc"),
        ("<p>a <span>b<p>c</span> d", "a b\n\nc d"),
        ("a <p class=\"x>b", "a"),
        ("a <b", "a"),
        ("</><p>a", "a"),
        ("<p>a<?php echo 1 ?>b<![CDATA[c]]>d", "abd"),
        ("<p <p>a</p>", "a"),
        ("<p\u{e9}>a</p\u{e9}>", "a"),
        ("a <é> b", "a <é> b"),
        ("&", "&"),
        ("&#x", "&#x"),
        ("<", "<"),
        ("</", "</"),
        ("<!--", ""),
        ("", ""),
    ] {
        check(html, text);
    }
}

#[test]
fn tables_are_readable() {
    for (html, text) in [
        (
            "<p>So:</p><table>\n<caption>Toll</caption><thead><tr><th>City</th><th>Dead</th></tr></thead>\n<tr>\n<td>Arun</td>\n<td>12</td>\n</tr><tr><td>Bela<td>3</table>After.",
            "So:\n\nToll\nCity\tDead\nArun\t12\nBela\t3\n\nAfter.",
        ),
        ("<table><tr><td><p>A</p></td><td><p>B</p><p>C</p></td></tr></table>", "A\tB\n\nC"),
        ("<table><tr><td>a<table><tr><td>b</table>c</table>", "a\n\nb\n\nc"),
        ("<table><tr><td></td><td>b</td></tr></table>", "b"),
    ] {
        check(html, text);
    }
}

#[test]
fn quotation_by_markup_has_its_marks() {
    for (html, text) in [
        ("She said <q>no</q>.", "She said “no”."),
        ("<q>He said <q>no</q> twice</q>", "“He said ‘no’ twice”"),
        (
            "<p>She wrote:</p><blockquote><p>We will go.</p><p>And stay.</p></blockquote><p>Then.</p>",
            "She wrote:\n\n“We will go.\n\n“And stay.”\n\nThen.",
        ),
        ("<blockquote>“We will go.”</blockquote>", "“We will go.”"),
        ("<blockquote><p>The mayor said: \"We will go.\"</p></blockquote>", "The mayor said: \"We will go.\""),
        ("<blockquote><p>We will go.</p>&mdash; Ana Moreno (@ana)</blockquote>x", "“We will go.”\n\n— Ana Moreno (@ana)\n\nx"),
        ("<blockquote><p>We will go.</p><footer>Ana Moreno</footer></blockquote>", "“We will go.”\n\nAna Moreno"),
        ("<blockquote><p>We read <cite>Nature</cite>.</p><cite>Ana</cite></blockquote>", "“We read Nature.”\n\nAna"),
        ("<blockquote>a <blockquote>b</blockquote></blockquote>c", "“a\n\n“b”\n\nc"),
        ("<blockquote>unclosed", "“unclosed”"),
        ("<blockquote></blockquote>a", "a"),
    ] {
        check(html, text);
    }
}

#[test]
fn a_span_of_the_text_leads_back_to_the_html() {
    let html = "<p>Mr O&rsquo;Neill &ndash; <a href=\"x\">the <b>mayor</b></a> – left.</p>\n<p>So it was.</p>";
    let read = read_html(html);
    let sent = |words: &str| {
        let start = read.text.find(words).unwrap();
        read.to_sent(Span::new(start, start + words.len())).of(html)
    };
    for (words, expected) in [
        ("Mr O’Neill", "Mr O&rsquo;Neill"),
        ("–", "&ndash;"),
        ("Neill –", "Neill &ndash;"),
        ("the mayor", "the <b>mayor"),
        ("mayor – left", "mayor</b></a> – left"),
        ("left.\n\nSo", "left.</p>\n<p>So"),
        ("So it was.", "So it was."),
    ] {
        assert_eq!(sent(words), expected);
    }
}

#[test]
fn time_grows_with_the_length_and_not_with_the_nesting() {
    let deep = 100_000;
    for html in [
        format!("{}x{}", "<div>".repeat(deep), "</div>".repeat(deep)),
        format!("<i>{}x{}", "<b>".repeat(deep), "</i>".repeat(deep)),
        format!("{}x{}", "<b>".repeat(deep), "</i>".repeat(deep)),
        format!("<i><p>{}{}", "<span>".repeat(deep), "</i>".repeat(deep)),
        format!("{}x", "<blockquote>x".repeat(deep)),
        format!("{}x{}", "<table><tr><td>".repeat(deep / 3), "</p>".repeat(deep)),
        format!("{}x", "<svg><foreignObject>".repeat(deep / 2)),
        format!("<b {}>x", "a".repeat(1_000_000)),
        format!("<b {}>x", "a=b ".repeat(250_000)),
        "&".repeat(1_000_000),
        "&#x".repeat(333_333),
        "<".repeat(1_000_000),
        "<!-".repeat(333_333),
        " ".repeat(1_000_000),
        "&nbsp;\n".repeat(140_000),
        "<q>".repeat(330_000),
        "<p>Ünïcode “words” ".repeat(40_000),
    ] {
        let start = Instant::now();
        let read = read_html(&html);
        // Some tenths of a second without optimisation; what grows with the square takes minutes.
        assert!(start.elapsed() < Duration::from_secs(10), "{:?} for {}", start.elapsed(), &html[..30]);
        check_map(&html, &read);
    }
}

/// A small generator, always the same: SplitMix64 (Steele, Lea, Flood 2014).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % below as u64) as usize
    }
}

#[test]
fn whatever_is_done_to_the_markup_the_map_holds() {
    let pieces = [
        "<p>",
        "</p>",
        "<div hidden>",
        "</div>",
        "<b>",
        "</b>",
        "<br>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<li>",
        "<ul>",
        "</ul>",
        "<q>",
        "</q>",
        "<blockquote>",
        "</blockquote>",
        "<pre>",
        "</pre>",
        "<svg>",
        "</svg>",
        "<s>",
        "</s>",
        "<script>",
        "</script>",
        "<title>",
        "</title>",
        "<!--",
        "-->",
        "<",
        ">",
        "&",
        "&amp;",
        "&nbsp;",
        "&#8217;",
        "&#59;",
        "&NotEqualTilde;",
        "&not",
        "\r\n",
        "\r",
        "\n",
        " ",
        "\0",
        "é",
        "“",
        "👩‍👩‍👧",
        "word",
        "<é",
        "</é",
        "\"",
        "=",
        "'",
        "/",
        "<foreignObject>",
        "<a href='x'>",
        "<![CDATA[",
        "]]>",
        "<footer>",
        "<cite>",
        "<plaintext>",
        "<time>",
        "</time>",
        "</a>",
        "<sup class=reference>",
        "</sup>",
        "<textarea>",
        "<p hidden",
        " style='display:none'",
    ];
    let mut dice = Dice(7);
    for _ in 0..20_000 {
        let html: String = (0..dice.throw(40)).map(|_| pieces[dice.throw(pieces.len())]).collect();
        let read = read_html(&html);
        check_map(&html, &read);
        assert_eq!(read, read_html(&html));
        let boundaries: Vec<usize> = (0..=read.text.len()).filter(|&at| read.text.is_char_boundary(at)).collect();
        let (from, to) = (boundaries[dice.throw(boundaries.len())], boundaries[dice.throw(boundaries.len())]);
        let sent = read.to_sent(Span::new(from.min(to), from.max(to)));
        assert!(html.get(sent.start..sent.end).is_some(), "{html:?}: {sent:?}");
    }
}

#[test]
fn letters_that_were_sent_as_they_are_map_to_themselves() {
    let letters: String = ('a'..='z').chain('à'..='ö').collect();
    let tags = [
        "<p>",
        "</p>",
        "<b>",
        "</i>",
        " ",
        "&amp;",
        "\n",
        "<br>",
        "<!-- no -->",
        "<li>",
        "<td>",
        "<q>",
        "</blockquote>",
        "<blockquote>",
        "<time>",
        "</a>",
        "<a>",
    ];
    let mut dice = Dice(11);
    for _ in 0..2_000 {
        let mut html = String::new();
        for letter in letters.chars() {
            html.push(letter);
            for _ in 0..dice.throw(3) {
                html.push_str(tags[dice.throw(tags.len())]);
            }
        }
        let read = read_html(&html);
        for (at, letter) in read.text.char_indices().filter(|(_, c)| letters.contains(*c)) {
            let sent = read.to_sent(Span::new(at, at + letter.len_utf8()));
            assert_eq!(sent.of(&html), letter.to_string(), "{html}");
        }
        assert_eq!(read.text.chars().filter(|c| letters.contains(*c)).count(), letters.chars().count(), "{html}");
    }
}
