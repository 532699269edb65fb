//! Whom the sources of attributions mean, on sentences written for the purpose.
//!
//! In: text in which `{...}` marks a source mention and `[...]` what is attributed to it. The tests bring their own plain tagging:
//! capitals are names, a few closed classes are listed, `word/TAG` says it outright, `/P` marks a person's name.

use super::{Input, Registry, Resolved, Resolver};
use crate::domain::{QuoteKind, Span};
use crate::engine::attribution::Draft;
use crate::engine::tagger::{Entity, Relation, Syntax, Tag, Token};
use crate::engine::text::Text;

struct Marked {
    plain: String,
    mentions: Vec<Span>,
    contents: Vec<Span>,
    /// Tags said outright, by the byte at which their word begins.
    tags: Vec<(usize, String)>,
}

fn unmark(marked: &str) -> Marked {
    let mut found = Marked { plain: String::new(), mentions: Vec::new(), contents: Vec::new(), tags: Vec::new() };
    let (mut mention, mut content) = (0, 0);
    let mut letters = marked.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '{' => mention = found.plain.len(),
            '}' => found.mentions.push(Span::new(mention, found.plain.len())),
            '[' => content = found.plain.len(),
            ']' => found.contents.push(Span::new(content, found.plain.len())),
            '/' if letters.peek().is_some_and(|next| next.is_ascii_uppercase()) => {
                let mut tag = String::new();
                while let Some(next) = letters.next_if(|next| next.is_ascii_uppercase() || *next == '$') {
                    tag.push(next);
                }
                let start = found.plain.rfind([' ', '\n', '“']).map_or(0, |at| at + found.plain[at..].chars().next().map_or(1, char::len_utf8));
                found.tags.push((start, tag));
            }
            other => found.plain.push(other),
        }
    }
    found
}

fn tag_of(word: &str) -> Tag {
    let lower = word.to_lowercase();
    match lower.as_str() {
        "the" | "a" | "an" | "this" | "that" | "some" | "another" => Tag::Dt,
        "he" | "she" | "it" | "they" | "we" | "i" => Tag::Prp,
        "his" | "her" | "its" | "their" => Tag::PrpS,
        "who" => Tag::Wp,
        "which" => Tag::Wdt,
        "of" | "for" | "in" | "with" | "by" | "from" | "on" | "to" | "as" | "at" => Tag::In,
        "and" => Tag::Cc,
        "'s" | "’s" => Tag::Pos,
        "said" | "told" | "added" | "has" | "confirmed" | "met" | "found" | "was" | "reported" | "opened" => Tag::Vbd,
        "close" | "familiar" | "senior" | "former" | "new" => Tag::Jj,
        "quoted" | "published" | "released" => Tag::Vbn,
        "citing" | "saying" => Tag::Vbg,
        "two" | "three" | "one" => Tag::Cd,
        "," => Tag::Comma,
        "." => Tag::Stop,
        "“" => Tag::OpenQuote,
        "”" => Tag::CloseQuote,
        _ if word.starts_with(char::is_uppercase) => Tag::Nnp,
        _ if lower.ends_with('s') && !lower.ends_with("ss") => Tag::Nns,
        _ => Tag::Nn,
    }
}

fn tokens_of(text: &Text, marked: &Marked) -> Syntax {
    let mut syntax = Syntax::default();
    for sentence in &text.sentences {
        let first = syntax.tokens.len();
        let words = sentence.span.of(&text.normal);
        let mut start: Option<usize> = None;
        let push = |from: usize, to: usize, syntax: &mut Syntax| {
            let span = Span::new(sentence.span.start + from, sentence.span.start + to);
            let said = marked.tags.iter().find(|(at, _)| *at == span.start).map(|(_, tag)| tag.as_str());
            let tag = match said {
                Some("P") => Tag::Nnp,
                Some(name) => Tag::from_name(name),
                None => tag_of(span.of(&text.normal)),
            };
            let entity = if said == Some("P") { Entity::Person } else { Entity::None };
            syntax.tokens.push(Token { span, tag, entity, head: None, relation: Relation::Dep });
        };
        for (at, letter) in words.char_indices() {
            let apart = matches!(letter, ',' | '“' | '”' | '(' | ')')
                || (letter == '.' && at + 1 == words.len())
                || words[at..].starts_with("'s ")
                || words[at..].starts_with("’s ");
            if (letter.is_whitespace() || apart)
                && let Some(from) = start.take()
            {
                push(from, at, &mut syntax);
            }
            if apart && !matches!(letter, '\'' | '’') {
                push(at, at + letter.len_utf8(), &mut syntax);
            } else if !letter.is_whitespace() && start.is_none() {
                start = Some(at);
            }
        }
        if let Some(from) = start {
            push(from, words.len(), &mut syntax);
        }
        mark_subjects(&mut syntax, first);
        syntax.sentences.push(first..syntax.tokens.len());
    }
    syntax
}

/// The last noun or pronoun before a verb is its subject.
fn mark_subjects(syntax: &mut Syntax, first: usize) {
    for verb in first..syntax.tokens.len() {
        if syntax.tokens[verb].tag != Tag::Vbd {
            continue;
        }
        if let Some(subject) = (first..verb).rev().find(|&token| syntax.tokens[token].tag.is_noun() || syntax.tokens[token].tag == Tag::Prp) {
            syntax.tokens[subject].relation = Relation::Nsubj;
            syntax.tokens[subject].head = Some(verb);
        }
    }
}

fn resolve(marked: &str) -> Vec<Resolved> {
    let marked = unmark(marked);
    let text = Text::read(&marked.plain);
    assert_eq!(text.normal, marked.plain, "these sentences need no normalising");
    let syntax = tokens_of(&text, &marked);
    let drafts: Vec<Draft> = marked
        .mentions
        .iter()
        .zip(&marked.contents)
        .map(|(mention, content)| Draft {
            mention: if mention.is_empty() { Vec::new() } else { vec![*mention] },
            // What stands between the two, when the mention comes first.
            cue: if mention.end < content.start { vec![Span::new(mention.end + 1, content.start - 1)] } else { Vec::new() },
            content: vec![*content],
            quote: QuoteKind::Indirect,
            continues: None,
            inside: None,
            confidence: 1.0,
        })
        .collect();
    let registry = Registry::shipped().unwrap();
    let input = Input { text: &text, syntax: &syntax, attributions: &drafts, registry: &registry, outlet: None };
    Resolver::new(input).sources().to_vec()
}

#[track_caller]
fn check(marked: &str, expected: &[&str]) {
    let found: Vec<String> = resolve(marked)
        .into_iter()
        .map(|resolved| {
            let speaker = resolved.source.speaker.map_or(String::new(), |speaker| format!(" <{speaker}>"));
            format!("{}: {}{speaker}", resolved.source.kind, resolved.source.name)
        })
        .collect();
    assert_eq!(found, expected, "{marked}");
}

#[test]
fn a_ministry_is_known_by_its_country_with_or_without_an_apostrophe() {
    check("{Chinas Foreign Ministry} said [the talks were useful].", &["official: Chinese Foreign Ministry"]);
    check("{Vietnam's Agriculture Ministry} said [the dam was full].", &["official: Vietnamese Agriculture Ministry"]);
    check("{Laos Energy Ministry} said [the turbines were ready].", &["official: Lao Energy Ministry"]);
    check("{Zambia's electoral commission} said [the count was over].", &["official: Zambian electoral commission"]);
}

#[test]
fn a_capital_or_seat_is_its_government() {
    check("{Beijing} said [the call was planned].", &["official: Government of China"]);
    check("{Downing Street} said [the visit was private].", &["official: Government of the United Kingdom"]);
    check("{The Kremlin} said [the visit was private].", &["official: Kremlin"]);
}

#[test]
fn a_capital_in_a_longer_name_is_no_government() {
    check("{London Umbrellas Ltd} said [the shop was closed].", &["organisation: London Umbrellas Ltd"]);
}

#[test]
fn a_spokesman_speaks_for_his_body_and_is_kept_as_the_speaker() {
    check("{Chinese Foreign Ministry spokesman Tan/P Weiguo/P} said [the talks were useful].", &["official: Chinese Foreign Ministry <Tan Weiguo>"]);
    check(
        "The jet maker Avanta opened a plant. {Avantas spokesman Caio/P Prado/P} said [the plant was full].",
        &["organisation: Avanta <Caio Prado>"],
    );
    check("The jet maker Avanta opened a plant. {A spokesman for the company} said [the plant was full].", &["organisation: Avanta"]);
}

#[test]
fn he_after_a_spokesman_is_still_the_body() {
    check(
        "{Chinese Foreign Ministry spokesman Tan/P Weiguo/P} said [the talks were useful]. {He} added [the date was open].",
        &["official: Chinese Foreign Ministry <Tan Weiguo>", "official: Chinese Foreign Ministry <Tan Weiguo>"],
    );
}

#[test]
fn a_lawyer_speaks_for_the_client() {
    check("Ines/P Cabral/P met the press. {Her lawyer, Benito/P Salas/P,} said [the flat was sold].", &["person: Ines Cabral <Benito Salas>"]);
    // ... but a lawyer from a town speaks for himself.
    check("{Ronald/P Fielding/P, a Miami lawyer,} said [the flat was sold].", &["person: Ronald Fielding"]);
}

#[test]
fn pronouns_agree_with_their_person() {
    check(
        "Mayor Lucia/P Ferrante/P met Paolo/P Greco/P. {She} said [the roof was new]. {He} said [the city was broke].",
        &["person: Lucia Ferrante", "person: Paolo Greco"],
    );
}

#[test]
fn a_pronoun_without_anybody_before_it_is_not_guessed() {
    check("{He} said [the roof was new].", &["anonymous: unidentified source"]);
}

#[test]
fn a_surname_goes_on_meaning_the_one_it_meant_first() {
    check(
        "Treasurer Marlene/P Hatch/P met reporters. {Hatch/P} said [the books were fine]. Her husband, Roy/P Hatch/P, met Roy/P Hatch/P fans. {Hatch/P} added [the case was old].",
        &["person: Marlene Hatch", "person: Marlene Hatch"],
    );
}

#[test]
fn a_short_form_takes_up_what_was_named() {
    check(
        "{Swiss chocolate maker Bellorin} said [the plant was full]. {The company} added [the shop was closed].",
        &["organisation: Bellorin", "organisation: Bellorin"],
    );
    check(
        "{An Opina poll published/VBN in May} found [the president was popular]. {The survey} found [the premier was not].",
        &["document: Opina poll", "document: Opina poll"],
    );
}

#[test]
fn what_the_press_calls_somebody_it_has_named_is_that_person() {
    check(
        "{Donor Ned/P Calloway/P} said [the race was close]. {The gambling/NN tycoon/NN} added [the odds were long].",
        &["person: Ned Calloway", "person: Ned Calloway"],
    );
    check("Bernie/P Sanders/P met voters. {The Vermont senator} said [the race was open].", &["person: Bernie Sanders"]);
    // ... but somebody who takes part in the scene is another.
    check(
        "{Donor Ned/P Calloway/P} said [the race was close]. {The driver} added [the car was new].",
        &["person: Ned Calloway", "anonymous: driver"],
    );
}

#[test]
fn a_relative_is_the_one_other_bearer_of_the_name() {
    check(
        "Treasurer Marlene/P Hatch/P met reporters. Roy/P Hatch/P met fans. {Marlene/P Hatch/P's husband} said [the books were fine].",
        &["person: Roy Hatch"],
    );
}

#[test]
fn one_member_of_a_party_is_not_the_party() {
    check("{A Republican} said [the vote was near].", &["anonymous: Republican"]);
    check("{Republicans} said [the vote was near].", &["organisation: Republican Party"]);
}

#[test]
fn an_administration_named_after_its_head_needs_no_country() {
    check("Washington was quiet. {The Obama/P administration} said [the bill was flawed].", &["official: Obama administration"]);
}

#[test]
fn an_authority_is_of_the_town_rather_than_the_town() {
    check("Two tankers met at Aqaba/P. {The port authority} said [the papers were old].", &["official: Aqaba port authority"]);
}

#[test]
fn unnamed_people_keep_the_words_of_the_article() {
    check("{Three senior officials} said [the plan was dead].", &["anonymous: Three senior officials".to_lowercase().as_str()]);
    check("{A person close to the talks} said [the plan was dead].", &["anonymous: person close to the talks"]);
    check("{Critics} said [the plan was dead].", &["group: critics"]);
    check("{Some media reports} said [the plan was dead].", &["media: media reports"]);
}

#[test]
fn two_named_people_answer_together() {
    check(
        "{Senators Ann/P Grass/P and Paul/P Lee/P} said [the plan was dead]. {The senators} added [the vote was near].",
        &["person: Ann Grass and Paul Lee", "person: Ann Grass and Paul Lee"],
    );
    check("{Ann/P Grass/P and other critics} said [the plan was dead].", &["person: Ann Grass"]);
}

#[test]
fn an_outlet_that_was_told_is_only_the_way() {
    let via = |marked: &str| {
        resolve(marked).into_iter().map(|one| (one.source.name, one.via.into_iter().map(|way| way.name).collect::<Vec<_>>())).collect::<Vec<_>>()
    };
    assert_eq!(via("{Minister Neema/P Lyimo/P} told Reuters [the plan was dead]."), [("Neema Lyimo".to_owned(), vec!["Reuters".to_owned()])]);
    assert_eq!(via("Neema/P Lyimo/P was quoted by {Interfax} as saying [the plan was dead].")[0].1, ["Interfax"]);
    // A reader of the outlet is not its source.
    assert_eq!(via("{Neema/P Lyimo/P} told the jury that/IN [Reuters was wrong].")[0].1, Vec::<String>::new());
}

#[test]
fn an_outlet_that_cites_a_ministry_passes_its_word_on() {
    check("{Reuters} reported , citing Chinas Defence Ministry, [the plan was dead].", &["official: Chinese Defence Ministry"]);
    check("{Reuters} reported , citing two officials, [the plan was dead].", &["media: Reuters"]);
}

#[test]
fn the_reason_for_not_being_named_is_kept() {
    let resolved = resolve("{A senior official} said [the plan was dead]. He spoke/VBD on condition of anonymity because/IN the plan was secret/JJ.");
    let sentence = "A senior official said the plan was dead. He spoke on condition of anonymity because the plan was secret.";
    assert_eq!(resolved[0].justification.map(|why| why.of(sentence)), Some("He spoke on condition of anonymity because the plan was secret"));
}

#[test]
fn a_title_may_run_over_its_of() {
    check("{Former Secretary of State Ann/P Grass/P} said [the plan was dead].", &["person: Ann Grass"]);
    check("{Director of Public Affairs Ann/P Grass/P} said [the plan was dead].", &["person: Ann Grass"]);
}

#[test]
fn a_verb_between_two_names_is_not_swallowed() {
    check("{Reid/P} frequently/RB mocked/VBN Ann/P Grass/P [over the plan].", &["person: Reid"]);
}

#[test]
fn an_outlet_has_the_name_that_it_is_known_by() {
    check("{The Bangkok Post} said [the plan was dead]. {The newspaper} added [the vote was near].", &["media: Bangkok Post", "media: Bangkok Post"]);
}

#[test]
fn the_status_stage_can_ask_who_a_party_is() {
    let text = Text::read("Beijing has not confirmed the call.");
    let marked = Marked { plain: text.normal.clone(), mentions: Vec::new(), contents: Vec::new(), tags: Vec::new() };
    let syntax = tokens_of(&text, &marked);
    let registry = Registry::shipped().unwrap();
    let resolver = Resolver::new(Input { text: &text, syntax: &syntax, attributions: &[], registry: &registry, outlet: None });
    assert_eq!(resolver.resolve_party(Span::new(0, 7)).map(|source| source.name).as_deref(), Some("Government of China"));
}

#[test]
fn a_firm_is_no_person_whatever_it_is_called_before() {
    check("{Mine owner Redvale Resources} said [the shaft was safe].", &["organisation: Redvale Resources"]);
    check("{Team owner Jan/P Novak/P} said [the shaft was safe].", &["person: Jan Novak"]);
}

#[test]
fn a_sign_of_money_is_no_part_of_a_name() {
    check("The judge met Norpulp. {Norpulp} said [the valve was open].", &["organisation: Norpulp"]);
    check("The agency said so. Canada fined/VBD Norpulp C$2/CD. {Norpulp} said [the valve was open].", &["organisation: Norpulp"]);
}

#[test]
fn reports_and_a_section_of_the_media_are_the_press_at_large() {
    check("{Reports in Spain} said [a bid was ready].", &["media: media reports"]);
    check("{A section of the media} said [a bid was ready].", &["media: media reports"]);
    check("{The growers' federation} said [the frost was over].", &["organisation: growers' federation"]);
}

#[test]
fn whoever_was_told_something_is_not_the_company_of_the_next_sentence() {
    check(
        "The maker Norpulp opened a plant. {Marion/P Alec/P} told the CBX [the fine was an insult]. {The company} said [a profit was due].",
        &["person: Marion Alec", "organisation: Norpulp"],
    );
}

#[test]
fn a_body_keeps_the_whole_of_its_name() {
    check("{The nonpartisan/JJ Commission on Road Safety} said [the bend was sharp].", &["official: Commission on Road Safety"]);
    check("{The Council} said [the bend was sharp] on Friday.", &["official: Council"]);
    check("{The Committee for a Cleaner/JJ Harbour} said [the tide was low].", &["official: Committee for a Cleaner Harbour"]);
    check(
        "{Odd/P Lunde/P, a spokesman for the United Quarry Workers of Ruritania} said [the shaft was safe].",
        &["organisation: United Quarry Workers of Ruritania <Odd Lunde>"],
    );
    check("{The Lowland Institute for Harbour Research} said [the tide was low].", &["organisation: Lowland Institute for Harbour Research"]);
    check(
        "{The Harbour Department Refugee Processing Center} said [the hall was full].",
        &["organisation: Harbour Department Refugee Processing Center"],
    );
}

#[test]
fn a_capital_of_the_sentence_alone_is_no_name() {
    check("[Everything/NN] {Castellan/P} said [was a lie].", &["person: Castellan"]);
}

#[test]
fn new_belongs_to_the_name_of_the_paper_that_asked() {
    check("{A New/NNP Shore Gazette poll} found [the race was close].", &["document: New Shore Gazette poll"]);
    check("{A new poll} found [the race was close].", &["document: poll"]);
}

#[test]
fn members_of_a_party_under_a_place_are_nobody_called_virginia() {
    check("{Virginia Democrats/NNPS} said [the map was unfair].", &["group: Virginia Democrats"]);
}

#[test]
fn who_speaks_of_many_without_a_noun_is_a_group() {
    check("Three growers met. {All} said [the frost was over].", &["group: all"]);
}

#[test]
fn what_the_reader_sees_is_the_newsrooms_word() {
    check("{You/PRP} said [the road was long].", &["newsroom: newsroom"]);
}

#[test]
fn a_father_is_no_priest() {
    check("{My/PRP$ father} said [the devil was near].", &["anonymous: the author's father"]);
}

#[test]
fn the_subject_of_a_sentence_goes_on_to_speak_in_it() {
    check(
        "{Senators Odd/P Lunde/P and Ida/P Moe/P} said [the fund was late]. Growers/NNS, including the Vale Union, met/VBD the board, although they said [the rain was good].",
        &["person: Odd Lunde and Ida Moe"],
    );
}

#[test]
fn a_panel_of_the_headline_is_the_committee_that_the_story_names() {
    check(
        "{A Senate panel} said [the quota was wrong]. The Senate Fisheries and Harbour Reform Committee met on Monday.",
        &["official: Senate Fisheries and Harbour Reform Committee"],
    );
}

#[test]
fn a_nickname_in_quotation_marks_is_part_of_a_name() {
    check(
        "Del. Torvald/P C./P “Sunny/P” Krogh/P opened the hall. {Sunny/P Krogh/P} said [the roof was new]. {Krogh} said [the floor was old].",
        &["person: Torvald C. Krogh", "person: Torvald C. Krogh"],
    );
}

#[test]
fn a_person_behind_a_comma_is_no_body() {
    check(
        "Torvald/P Krogh/P opened the hall. As the oldest member of the delegation, Krogh/P, 69, met reporters. {Krogh/P} said [the roof was new].",
        &["person: Torvald Krogh"],
    );
}

#[test]
fn a_thing_that_cannot_speak_is_seen_by_the_newsroom() {
    check("{The outline} shows/VBZ [the site is slow].", &["newsroom: newsroom"]);
    check("{The startup} said [the site is slow].", &["organisation: startup"]);
    check("{The troupe} denied/VBD [the show was bad].", &["organisation: troupe"]);
    check("{The squad} fears/VBZ [the pitch is wet].", &["organisation: squad"]);
}

#[test]
fn a_namesake_far_off_is_no_relative() {
    check(
        "{Odd/P Lunde/P} said [the fund was late]. {His wife} said [the file was private]. Anna/P Lunde/P met fans.",
        &["person: Odd Lunde", "anonymous: Odd Lunde's wife"],
    );
}

#[test]
fn whoever_is_told_by_his_past_has_just_spoken_only_as_what_he_is_called() {
    check(
        "{Strategist Odd/P Lunde/P} said [the fund was late]. {Ida/P Moe/P's former campaign strategist} said [the fund was empty].",
        &["person: Odd Lunde", "person: Odd Lunde"],
    );
    check(
        "{Odd/P Lunde/P} said [the fund was late]. {Ida/P Moe/P's former driver} said [the fund was empty].",
        &["person: Odd Lunde", "anonymous: Ida Moe's former driver"],
    );
}

#[test]
fn who_cites_reasons_is_no_outlet() {
    check("{Odd/P Lunde/P, citing health reasons,} said [the fund was late].", &["person: Odd Lunde"]);
    check("{Ida/P Moe/P, quoting/VBG her mother,} said [the fund was late].", &["person: Ida Moe"]);
    check("{El Faro}, quoting/VBG two officials, wrote/VBD [the fund was late].", &["media: El Faro"]);
}

#[test]
fn a_plural_verb_behind_a_person_belongs_to_others() {
    check("Friends of Odd/P Lunde/P were/VBD hurt. {Odd/P Lunde/P} said [the car was new].", &["person: Odd Lunde"]);
    check("Tarnby have/VBD rejected/VBN a bid. {Tarnby} said [the bid was late].", &["organisation: Tarnby"]);
}

#[test]
fn a_first_name_makes_no_party_of_a_surname() {
    check("{Anna/P Greens/P} said [the race was close].", &["person: Anna Greens"]);
    check("{Striking/NNP Teachers/NNPS of Moss} said [the class was full].", &["group: Striking Teachers"]);
}

#[test]
fn an_age_is_of_whom_it_was_said_or_of_the_only_person() {
    check("Odd/P Lunde/P, 24/CD, met Ida/P Moe/P. {The 24-year-old} said [the bend was sharp].", &["person: Odd Lunde"]);
    check("Odd/P Lunde/P met reporters. {The 24-year-old} said [the bend was sharp].", &["person: Odd Lunde"]);
    check("Odd/P Lunde/P met Ida/P Moe/P. {The 24-year-old} said [the bend was sharp].", &["anonymous: 24-year-old"]);
    // Of two who were named, the one of whom the sentences before speak.
    check(
        "{Odd/P Lunde/P} thanked/VBD Ida/P Moe/P. {Odd/P Lunde/P} said [the road was wet]. {The 24-year-old} said [the bend was sharp].",
        &["person: Odd Lunde", "person: Odd Lunde"],
    );
}

#[test]
fn a_single_republican_is_a_person_and_the_party_is_not() {
    check("{Ida/P Moe/P} said [the road was wet]. {The Republican} said [the bend was sharp].", &["person: Ida Moe", "person: Ida Moe"]);
    check("{The Republican} said [the bend was sharp].", &["anonymous: Republican"]);
    check("{The Republican Party} said [the bend was sharp].", &["organisation: Republican Party"]);
    // Nobody can tell which of two, and who was nobody before stays nobody.
    check(
        "{Ida/P Moe/P} said [the hill was steep]. {The Democrat} said [the road was wet]. {The Republican} said [the bend was sharp].",
        &["person: Ida Moe", "person: Ida Moe", "anonymous: Republican"],
    );
    check(
        "{Ida/P Moe/P} said [the road was wet]. {A Republican} said [the hill was steep]. {The Republican} said [the bend was sharp].",
        &["person: Ida Moe", "anonymous: Republican", "anonymous: Republican"],
    );
}

#[test]
fn what_a_narrator_says_is_said_by_what_is_narrated() {
    check("{The ad} said [the road was wet]. {A narrator} said [the bend was sharp].", &["document: ad", "document: ad"]);
    check("{A narrator} said [the bend was sharp].", &["anonymous: narrator"]);
}

#[test]
fn a_surname_that_tells_of_a_country_is_the_persons() {
    check("{Mark/P Cuban/P} said [the road was wet]. {Cuban} said [the bend was sharp].", &["person: Mark Cuban", "person: Mark Cuban"]);
    check("{The Republic} of Turkey said [the bend was sharp].", &["official: Government of Turkey"]);
}

#[test]
fn one_of_several_has_the_name_behind_the_comma() {
    check("{One delegate, Ida/P Moe/P of Moss,} said [the bend was sharp].", &["person: Ida Moe"]);
    check("{Another superdelegate, Ida/P Moe/P,} said [the bend was sharp].", &["person: Ida Moe"]);
}

#[test]
fn a_paper_of_a_town_is_a_newspaper_and_one_of_a_journal_a_document() {
    check("{A paper} reported [the bend was sharp].", &["media: paper"]);
    check("{A paper} published/VBN in a journal found [the bend was sharp].", &["document: paper"]);
}

#[test]
fn a_street_is_no_part_of_a_name() {
    check("{The Health Center on Main Street} said [the hall was full].", &["organisation: Health Center"]);
}

#[test]
fn they_after_a_group_is_the_group_and_not_whom_it_includes() {
    check("Three growers, including/VBG Odd/P Lunde/P, were/VBD jailed/VBN. {They} said [the frost was over].", &["anonymous: three growers"]);
}

#[test]
fn a_title_of_two_words_is_no_part_of_a_name_whatever_its_looks() {
    check("{Labor/P Secretary/P Tomas/P Krogh/P} said [the law was good]. {Krogh/P} said [it was late].", &["person: Tomas Krogh"; 2]);
    // ... but a title in the middle of a body's name is.
    check("{The Labor Secretary Relief Fund} said [the law was good].", &["organisation: Labor Secretary Relief Fund"]);
}

#[test]
fn a_surname_is_not_the_first_name_of_somebody_else() {
    check("{Thomas/P} said [it was late]. Thomas/P Moe/P met reporters.", &["person: Thomas"]);
}

#[test]
fn what_precedes_a_name_is_no_noun_that_it_wrote() {
    check("{Defending/VBG champions/NNS Volta FC} said [the pitch was bad].", &["organisation: Volta FC"]);
}

#[test]
fn an_adjective_that_opens_a_sentence_is_no_surname() {
    check(
        "{Robert/P Small/P} said [it was late]. {Small/JJ, independent/JJ shops} said [rents were high].",
        &["person: Robert Small", "group: independent shops"],
    );
    check("{Robert/P Small/P} said [it was late]. {Small/JJ, who left}, said [rents were high].", &["person: Robert Small"; 2]);
}

#[test]
fn a_surname_is_that_of_whoever_has_just_acted() {
    check(
        "Fans of Jens/P Krogh/P left. Petra/P Krogh/P met a friend of Jens/P Krogh/P. {Krogh/P} said [the money was gone].",
        &["person: Petra Krogh"],
    );
}

#[test]
fn a_body_answers_for_its_statement_and_not_for_its_report() {
    check("{Avanta Holdings's statement} said [the plant was full].", &["organisation: Avanta Holdings"]);
    check("{Avanta Holdings's report} said [the plant was full].", &["document: Avanta Holdings' report"]);
}

#[test]
fn an_office_in_an_organisation_is_none_of_the_state() {
    check("{The union's president} said [the strike was on].", &["organisation: union's president"]);
    check("{The mayor} said [the strike was off].", &["official: mayor"]);
    check("{The union's mayor} said [the strike was off].", &["official: union's mayor"]);
}

#[test]
fn one_union_is_not_three_unions() {
    check("{Three unions} said [the plant was full]. {The union} said [the plant was closed].", &["anonymous: three unions", "organisation: union"]);
}

#[test]
fn the_party_in_a_chamber_is_a_body_and_some_of_it_are_a_group() {
    check("{Senate Democrats/NNPS} said [the map was unfair].", &["organisation: Senate Democrats"]);
    check("{Some Senate Democrats/NNPS} said [the map was unfair].", &["group: some Senate Democrats"]);
}

#[test]
fn an_outlet_with_a_place_behind_it_is_an_outlet() {
    check("{BBC Wales} reported [the dam was full].", &["media: BBC Wales"]);
}

#[test]
fn a_paper_of_a_place_is_not_called_like_the_place() {
    check("{A Leeds newspaper} reported [the club was for sale].", &["media: Leeds newspaper"]);
}

#[test]
fn whoever_asks_does_not_answer() {
    check(
        "Mayor Jens/P Moe/P met Anna/P Lunde/P. {A reporter} asked/VBD [the roof was new]. {He} said [the roof was old].",
        &["anonymous: reporter", "person: Jens Moe"],
    );
}

#[test]
fn those_asked_out_of_a_number_are_the_poll_or_a_group() {
    check("{Those surveyed/VBN} said [the noise was bad].", &["group: those surveyed"]);
    check("{Two out of three growers} said [the frost was over].", &["group: two out of three growers"]);
    check(
        "{An Opina poll} found [the mayor was popular]. {Those interviewed/VBN} said [the noise was bad].",
        &["document: Opina poll", "anonymous: Those interviewed"],
    );
    check("{An Opina poll} found [the mayor was popular]. {Those surveyed/VBN} said [the noise was bad].", &["document: Opina poll"; 2]);
}

#[test]
fn a_month_between_her_and_her_comment_is_no_source() {
    check("Anna/P Moe/P met reporters. {Her March comment} was [the roof was old].", &["person: Anna Moe"]);
}

#[test]
fn what_is_said_of_a_second_office_joins_nobody() {
    check("{Matt/P Bergset/P, an/DT aide to Jens/P Moe/P and senior vice president} said [the roof was old].", &["person: Matt Bergset"]);
    check("{Anna/P Moe/P of the council and Jens/P Lunde/P} said [the roof was old].", &["person: Anna Moe and Jens Lunde"]);
    check("{Senators Anna/P Moe/P, a Democrat, and Jens/P Lunde/P} said [the roof was old].", &["person: Anna Moe and Jens Lunde"]);
}

#[test]
fn a_trade_takes_up_the_only_firm_near_that_was_called_nothing() {
    check(
        "{Norvik Shipping} said [sales fell]. {The carrier} said [prices fell].",
        &["organisation: Norvik Shipping", "organisation: Norvik Shipping"],
    );
    check(
        "{Andes Copper} said [sales fell]. {The Lima-based miner} said [output fell].",
        &["organisation: Andes Copper", "organisation: Andes Copper"],
    );
    // Two could be meant; a union is no firm.
    check(
        "{Andes Copper} met Volta Motors and said [sales fell]. {The chipmaker} said [prices fell].",
        &["organisation: Andes Copper", "organisation: chipmaker"],
    );
    check(
        "{The Harbour Workers Union} said [wages fell]. {The shipbuilder} said [prices fell].",
        &["organisation: Harbour Workers Union", "organisation: shipbuilder"],
    );
}

#[test]
fn a_word_for_its_bearer_that_opens_the_sentence_is_no_name() {
    check("{Broadcaster Kanal Fem} said [he fled].", &["media: Kanal Fem"]);
    check("{Carmaker Volta Motors} said [sales fell].", &["organisation: Volta Motors"]);
    check("{Carrier Global} said [sales fell].", &["organisation: Carrier Global"]);
    check("{Retailer Trade Council} said [sales fell].", &["official: Retailer Trade Council"]);
    check("{The Courier Mail} said [he fled].", &["media: Courier Mail"]);
}

#[test]
fn a_ministry_is_of_the_place_behind_it() {
    check("Officials met in France. {The health ministry in Lusaka} said [he died].", &["official: Zambian health ministry"]);
    check("Officials met in France. {The health ministry in a statement} said [he died].", &["official: French health ministry"]);
}

#[test]
fn who_works_with_a_body_does_not_speak_for_it() {
    check("[it was illegal], said {Erin Castillo/P, an attorney with Wild Range Defense}.", &["person: Erin Castillo"]);
    check("[it was illegal], said {Erin Castillo/P, a spokeswoman for Wild Range Defense}.", &["organisation: Wild Range Defense <Erin Castillo>"]);
}
