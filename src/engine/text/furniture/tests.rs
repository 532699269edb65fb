//! One text for each habit, with the furniture in brackets of its kind.

use crate::engine::text::Text;

/// Furniture and story are written as they come out: `<kind words>` for furniture, ` / ` between sentences.
fn check(text: &str, wanted: &str) {
    let read = Text::read(text);
    let mut pieces: Vec<(usize, String)> =
        read.furniture.iter().map(|f| (f.span.start, format!("<{} {}>", f.kind.as_str(), f.span.of(&read.normal)))).collect();
    pieces.extend(read.sentences.iter().map(|s| (s.span.start, s.span.of(&read.normal).to_owned())));
    pieces.sort();
    assert_eq!(pieces.into_iter().map(|piece| piece.1).collect::<Vec<_>>().join(" / "), wanted);
}

#[test]
fn datelines_of_all_houses() {
    for (line, dateline) in [
        ("BEIJING/MOSCOW – Talks began.", "BEIJING/MOSCOW –"),
        ("WASHINGTON (AP) — Talks began.", "WASHINGTON (AP) —"),
        ("ATHENS, Nov 8 (Reuters) - Talks began.", "ATHENS, Nov 8 (Reuters) -"),
        ("RABAT: Talks began.", "RABAT:"),
        ("KUALA LUMPUR: Talks began.", "KUALA LUMPUR:"),
        ("MONT-DE-MARSAN, France (AFP) - Talks began.", "MONT-DE-MARSAN, France (AFP) -"),
        ("ST. PAUL, Minn. (AP) — Talks began.", "ST. PAUL, Minn. (AP) —"),
        ("Washington (CNN) Talks began.", "Washington (CNN)"),
        ("(CNN) -- Talks began.", "(CNN) --"),
        ("MOSCOW, March 17. /TASS/. Talks began.", "MOSCOW, March 17. /TASS/."),
        ("BEIJING, March 17 (Xinhua) -- Talks began.", "BEIJING, March 17 (Xinhua) --"),
        ("March 3 (Reuters) - Talks began.", "March 3 (Reuters) -"),
        ("London — Talks began.", "London —"),
        ("PHILADELPHIA ― Talks began.", "PHILADELPHIA ―"),
    ] {
        check(line, &format!("<dateline {dateline}> / Talks began."));
    }
}

#[test]
fn what_only_looks_like_a_dateline_stays() {
    for line in [
        "NATO – the alliance – has 32 members.",
        "The plan – a road to Rabat – was dropped.",
        "Brandt — the club's doctor — knew of it.",
        "Ms Li said: It rained.",
        "BA-owned planes stayed on the ground.",
        "US-China talks began in Rome.",
        "GREEN: It rained.\nBROWN: It did not.\nGREEN: It did.",
    ] {
        check(line, &line.replace('\n', " / "));
    }
}

#[test]
fn a_kicker_is_set_apart_and_the_sentence_stays() {
    check("EXCLUSIVE: The minister will resign.", "<heading EXCLUSIVE:> / The minister will resign.");
}

#[test]
fn names_and_roles_under_a_headline() {
    check(
        "Baby milk recalled after two infants fall ill\nSiobhan Marr\nHealth reporter, BBC News NI\nA powdered baby milk has been recalled after two infants fell ill in Larne.",
        "<heading Baby milk recalled after two infants fall ill> / <byline Siobhan Marr> / <byline Health reporter, BBC News NI> / A powdered baby milk has been recalled after two infants fell ill in Larne.",
    );
    check(
        "By Amara Nwosu and Ian Petrie\nBBC News, Lagos\nImage source, Getty Images\nNigeria's parliament has passed a law that bans the import of used car tyres.",
        "<byline By Amara Nwosu and Ian Petrie> / <byline BBC News, Lagos> / <photo-credit Image source, Getty Images> / Nigeria's parliament has passed a law that bans the import of used car tyres.",
    );
    check("By Friday the water had fallen", "By Friday the water had fallen");
}

#[test]
fn a_headline_with_a_source_is_a_sentence_of_the_story() {
    check(
        "No fuel tax rise in Spain this year: finance minister\nRosalía Quintero also told Cadena SER radio that the deficit would fall.",
        "No fuel tax rise in Spain this year: finance minister / Rosalía Quintero also told Cadena SER radio that the deficit would fall.",
    );
    check(
        "Gold mine kept digging after alarm, union says\n\nSix miners were brought out on Tuesday.",
        "Gold mine kept digging after alarm, union says / Six miners were brought out on Tuesday.",
    );
}

#[test]
fn headings_between_paragraphs() {
    check(
        "The tower had leaked since the autumn.\nHow did it get there?\nStaff put buckets under it.\n'We were never told'\nThe firm denies that it knew.",
        "The tower had leaked since the autumn. / <heading How did it get there?> / Staff put buckets under it. / <heading 'We were never told'> / The firm denies that it knew.",
    );
}

#[test]
fn a_last_line_without_a_stop_and_a_list_are_story() {
    check("It rained on Monday in the hills.\nThe club was founded in 1887", "It rained on Monday in the hills. / The club was founded in 1887");
    check(
        "The measures are these, the ministry said on Monday:\nA ban on used tyres\nA cut in fares\nThey start in May at the latest.",
        "The measures are these, the ministry said on Monday: / A ban on used tyres / A cut in fares / They start in May at the latest.",
    );
}

#[test]
fn sign_offs_and_trailers_on_their_own_lines() {
    check(
        "It rained on Monday in the hills.\n___\nAssociated Press writer Kim Dole in Boise contributed to this report.",
        "It rained on Monday in the hills. / <sign-off ___> / <sign-off Associated Press writer Kim Dole in Boise contributed to this report.>",
    );
    check("It rained on Monday in the hills.\nhr/jm/cw", "It rained on Monday in the hills. / <sign-off hr/jm/cw>");
    check(
        "It rained on Monday in the hills.\n(Reporting by Helen Kaupo; Editing by Ruth Cole)",
        "It rained on Monday in the hills. / <sign-off (Reporting by Helen Kaupo; Editing by Ruth Cole)>",
    );
    check(
        "It rained on Monday in the hills.\nRelated stories\nMekong at record low\nRice growers turn to shrimp",
        "It rained on Monday in the hills. / <trailer Related stories> / <trailer Mekong at record low> / <trailer Rice growers turn to shrimp>",
    );
    check(
        "It rained.\nREAD MORE: Okafor wary\nSign up to our daily newsletter here",
        "It rained. / <trailer READ MORE: Okafor wary> / <subscription Sign up to our daily newsletter here>",
    );
    check(
        "It rained.\nMedia contact: Kim Dole, 555 0100\nFor more information, visit www.example.org.",
        "It rained. / <sign-off Media contact: Kim Dole, 555 0100> / <sign-off For more information, visit www.example.org.>",
    );
    check("It rained.\nFollow BBC News NI on Facebook and X.", "It rained. / <subscription Follow BBC News NI on Facebook and X.>");
}

#[test]
fn sign_offs_and_trailers_run_into_the_last_paragraph() {
    check(
        "China is the biggest buyer of oil. BLOOMBERG, REUTERS More On This Topic Xi plans to talk China says ties solid",
        "China is the biggest buyer of oil. / <sign-off BLOOMBERG, REUTERS> / <trailer More On This Topic Xi plans to talk China says ties solid>",
    );
    check(
        "The terms have never been published. AFP, VIETNAM NEWS AGENCY",
        "The terms have never been published. / <sign-off AFP, VIETNAM NEWS AGENCY>",
    );
    check("“It works.” — AFP", "“It works.” / <sign-off — AFP>");
    check("The rest is known. Kim Dole contributed to this report.", "The rest is known. / <sign-off Kim Dole contributed to this report.>");
}

#[test]
fn sentences_that_only_name_agencies_stay() {
    check("The two agencies are old. He worked for Reuters.", "The two agencies are old. / He worked for Reuters.");
    check("He joined the BBC. It was 1998.", "He joined the BBC. / It was 1998.");
    for line in [
        "For more information on the flood, villagers asked the warden, who said the ferry had sunk.",
        "About the author of the note, guards said only that she was 30 years old.",
        "Press contact between the two captains had ended, the team said.",
    ] {
        check(line, line);
    }
    check("She could read more: a page a day.", "She could read more: a page a day.");
    check(
        "The minister wants to read more on this topic. Related matters wait.",
        "The minister wants to read more on this topic. / Related matters wait.",
    );
    check(
        "Published in 1998, the book sold well and was translated into eleven languages.",
        "Published in 1998, the book sold well and was translated into eleven languages.",
    );
}
