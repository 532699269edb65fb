//! What stands at the ends of a content and is not what was said.
//!
//! In: a draft whose content is as long as the syntax makes it. Out: the draft without the words that frame what was said: whom it
//! accuses, the noun for a report, a verdict before a colon, a refusal to say more.
//! Deliberately absent: where a content begins and ends by the syntax (`extent`).

use super::Draft;
use super::continuation::root_of;
use super::extent::Page;
use crate::domain::{QuoteKind, Span};
use crate::engine::lexicon::{base_forms, stances};
use crate::engine::tagger::{Entity, Tag};

/// Takes away what frames the words themselves.
pub(super) fn trim(page: Page<'_>, draft: &mut Draft) {
    give_back_title(page, draft);
    cut_before_colon(page, draft);
    cut_noun_for_claim(page, draft);
    name_claimant(page, draft);
    cut_before_that(page, draft);
    cut_quoted_verdict(page, draft);
    cut_accused(page, draft);
    cut_refusal(page, draft);
    cut_earlier_word(page, draft);
    cut_newsroom_apposition(page, draft);
    cut_next_sentence(page, draft);
    // "[it had lied] as | "complete rubbish""
    if let Some(content) = draft.content.last_mut() {
        let tokens = page.syntax.tokens_in(*content);
        let last = tokens.clone().next_back().filter(|&last| last > tokens.start + 2 && page.is_word(last, &["as"]));
        content.end = last.map_or(content.end, |last| page.syntax.tokens[last - 1].span.end);
    }
    // "pleaded guilty | to [siphoning money]"
    let pleads =
        draft.cue.iter().any(|cue| page.syntax.tokens_in(*cue).any(|word| page.is_word(word, &["pleaded", "pleads", "guilty", "owned", "admitted"])));
    if let Some(content) = draft.content.first_mut().filter(|_| pleads) {
        let tokens = page.syntax.tokens_in(*content);
        let gerund = page.syntax.tokens.get(tokens.start + 1).is_some() && page.word(tokens.start + 1).ends_with("ing");
        if tokens.len() > 2 && gerund && page.is_word(tokens.start, &["to"]) {
            content.start = page.syntax.tokens[tokens.start + 1].span.start;
        }
    }
    // "[It] is understood [some of the gunmen have fled]": the pronoun that only stands for what follows.
    if draft.content.len() > 1 && draft.mention.is_empty() {
        draft.content.retain(|content| !content.of(&page.text.normal).eq_ignore_ascii_case("it"));
    }
}

/// "[The brakes had been tested], Network Rail said. [The train left at noon.]": an event told plainly, behind the words of saying and
/// outside quotation marks, is the newsroom's. "It would run again on Monday" and "Talks had broken down" are reported.
fn cut_next_sentence(page: Page<'_>, draft: &mut Draft) {
    // "The union disagreed. [Wages had not risen], it said": a short sentence that only tells of a quarrel is the newsroom's.
    let quarrels = |content: Span| {
        const LONGEST: usize = 7;
        let tokens = page.syntax.tokens_in(content);
        let whole = page.sentence_at(content).and_then(|at| page.syntax.sentences.get(at)).is_some_and(|sentence| sentence.start == tokens.start);
        let noun = tokens.clone().next().is_some_and(|first| !matches!(page.syntax.tokens[first].tag, Tag::Prp));
        whole
            && noun
            && tokens.len() <= LONGEST
            && page.is_word(tokens.end.saturating_sub(1), &["disagreed", "disagrees", "demurred", "objected", "differ"])
    };
    if draft.content.iter().any(|&content| !quarrels(content)) {
        draft.content.retain(|&content| super::is_quoted(page.text, content) || !quarrels(content));
    }
    let told = draft.cue.last().and_then(|&cue| page.sentence_at(cue)).filter(|_| draft.quote == QuoteKind::Indirect);
    let Some(told) = told else { return };
    // "Rebels shelled the town, residents said. Twelve people were killed.", "..., his mother told the court. The police came late.": whom
    // nobody can call, and who gives evidence, goes on.
    let residents = draft.mention.first().is_some_and(|mention| {
        let tokens = page.syntax.tokens_in(*mention);
        tokens.clone().next_back().is_some_and(|last| page.syntax.tokens[last].tag == Tag::Nns && !page.word(last).starts_with(char::is_uppercase))
    });
    let evidence = page.syntax.sentences.get(told).is_some_and(|sentence| {
        sentence.clone().any(|token| page.is_word(token, &["told"]))
            && sentence.clone().any(|token| page.is_word(token, &["court", "inquiry", "jury", "jurors", "hearing", "tribunal", "inquest"]))
    });
    if residents || evidence {
        return;
    }
    // "[A neighbour opened the door.] [I heard a bang], she said": so is what stands before such words.
    // "The company said it was sorry. The fire started in a lorry. [The driver was unhurt], it added": who adds something goes on.
    let adds = draft.cue.iter().any(|cue| page.syntax.tokens_in(*cue).any(|token| page.is_word(token, &["added", "adds", "continued"])));
    let inverted = !adds
        && draft.cue.first().is_some_and(|cue| {
            draft.content.iter().any(|content| {
                content.end > content.start && content.end <= cue.start && page.sentence_at(Span::new(content.end - 1, content.end)) == Some(told)
            })
        });
    let plain = |content: Span| {
        let sentence = page.sentence_at(content).filter(|&sentence| sentence > told || inverted && sentence < told)?;
        let tokens = page.syntax.sentences.get(sentence)?.clone();
        // "That is wrong: maps show high readings": nobody says so of his own words.
        let verdict = (tokens.start + 2..tokens.end).take(2).any(|word| page.is_word(word, &["wrong", "false", "untrue", "incorrect", "inaccurate"]));
        if verdict && page.is_word(tokens.start, &["that", "this"]) && page.is_word(tokens.start + 1, &["is", "was"]) {
            return Some(());
        }
        let root = root_of(page.syntax, &tokens)?;
        let subject = page.syntax.subject_of(root)?;
        let pronoun = matches!(page.syntax.tokens[subject].tag, Tag::Prp | Tag::PrpS | Tag::Wp | Tag::Dt | Tag::Ex);
        let helped = |words: &[&str]| page.syntax.children(root).any(|child| page.is_word(child, words));
        let past = page.syntax.tokens[root].tag == Tag::Vbd || helped(&["was", "were"]);
        // "The figure could not be independently checked"
        let unchecked = helped(&["could"]) && helped(&["not"]) && page.is_word(root, &["verified", "checked", "confirmed", "reached"]);
        (!pronoun && (past && !helped(&["had", "would"]) || unchecked)).then_some(())
    };
    for content in draft.content.iter_mut().filter(|content| inverted && page.sentence_at(Span::new(content.end - 1, content.end)) == Some(told)) {
        let Some(tokens) = page.syntax.sentences.get(told).filter(|_| plain(*content).is_some()) else { continue };
        content.start = page.syntax.tokens[tokens.start].span.start.clamp(content.start, content.end);
    }
    if draft.content.iter().any(|&content| plain(content).is_none()) {
        draft.content.retain(|&content| plain(content).is_none());
    }
}

/// "described as "fiction" a claim by [the group Sewa] that [passports had been taken]": whose claim it is, not who judges it.
fn name_claimant(page: Page<'_>, draft: &mut Draft) {
    /// "a claim made on Friday by the Nepali rights group Sewa Sangam that"
    const LONGEST: usize = 14;
    const NOUNS: [&str; 11] =
        ["claim", "claims", "allegation", "allegations", "accusation", "accusations", "suggestion", "suggestions", "assertion", "report", "reports"];
    let Some(&content) = draft.content.last() else { return };
    let tokens = page.syntax.tokens_in(content);
    let before = tokens.start.checked_sub(1).filter(|&that| page.is_word(that, &["that"]));
    // "dismissed [a claim by the group that passports had been taken]"
    let within = || {
        let noun = tokens.clone().take(LONGEST).find(|&noun| page.is_word(noun, &NOUNS))?;
        (noun + 1..tokens.end).take(LONGEST).find(|&that| page.is_word(that, &["that"]) && page.syntax.tokens[that].tag == Tag::In)
    };
    let Some(that) = before.or_else(|| Some(tokens.start).filter(|&that| page.is_word(that, &["that"]))).or_else(within) else { return };
    if that + 1 >= tokens.end || draft.cue.iter().any(|cue| cue.start >= content.end) {
        return;
    }
    let Some(start) = page.syntax.sentence_of(that).and_then(|at| page.syntax.sentences.get(at)).map(|sentence| sentence.start) else { return };
    let from = start.max(that.saturating_sub(LONGEST));
    let Some(noun) = (from..that).rev().find(|&noun| page.is_word(noun, &NOUNS)) else { return };
    // "denied a report in the Herald that": the denial is the firm's own, and of the paper's words it tells no more.
    let cue = draft.cue.iter().map(|cue| cue.of(&page.text.normal).to_lowercase()).collect::<Vec<_>>().join(" ");
    let dismisses = ["wave", "waving", "brush", "laugh", "shrug", "dismiss", "describe", "call", "brand"].iter().any(|stem| cue.contains(stem));
    if page.is_word(noun, &["report", "reports"]) && !dismisses || cue.contains("confirm") {
        return;
    }
    let Some(by) = (noun + 1..that)
        .take(4)
        .find(|&by| page.is_word(by, &["by", "from"]) || page.is_word(by, &["in"]) && page.is_word(noun, &["report", "reports"]))
    else {
        return;
    };
    let whole = (by + 1..that).all(|token| {
        let tag = page.syntax.tokens[token].tag;
        tag.is_noun() || matches!(tag, Tag::Dt | Tag::Jj | Tag::Cd | Tag::Pos | Tag::PrpS | Tag::Cc) || page.is_word(token, &["of", "at", "in"])
    });
    // "a report by its auditors that showed losses"
    let relative = page.syntax.tokens.get(that + 1).is_some_and(|next| next.tag.is_finite());
    let judged = !relative && draft.cue.iter().any(|cue| cue.end <= page.syntax.tokens[noun].span.start);
    if judged && whole && by + 1 < that {
        draft.mention = vec![page.syntax.tokens[by + 1].span.cover(page.syntax.tokens[that - 1].span)];
        draft.cue = vec![page.syntax.tokens[noun].span];
        let start = page.syntax.tokens[that + usize::from(tokens.contains(&that))].span.start;
        draft.content = vec![Span::new(start.max(content.start), content.end)];
    }
}

/// "[Trains will be replaced], [the head of the railway], Ida Moe, told": what says who Ida Moe is, is no part of what she said.
fn give_back_title(page: Page<'_>, draft: &mut Draft) {
    let (Some(&cue), Some(&mention), Some(&title)) = (draft.cue.first(), draft.mention.first(), draft.content.last()) else { return };
    let before = draft.content.len() > 1 && title.end <= mention.start && mention.end <= cue.start;
    let gap = page.text.normal.get(title.end..mention.start).is_some_and(|gap| gap.trim().is_empty() || gap.trim() == ",");
    let tokens = page.syntax.tokens_in(title);
    let names = tokens.clone().all(|token| {
        let tag = page.syntax.tokens[token].tag;
        tag.is_noun() || matches!(tag, Tag::Dt | Tag::Jj | Tag::In | Tag::PrpS | Tag::Pos | Tag::Comma)
    });
    let opens = page.is_word(tokens.start, &["the", "a", "an", "its", "his", "her", "their"]);
    // "..., a fifth of its staff, a filing showed": only a name has a title.
    let named = page.syntax.tokens_in(mention).any(|token| page.syntax.tokens[token].tag.is_name());
    if before && gap && names && opens && named {
        draft.content.pop();
        draft.mention[0] = title.cover(mention);
    }
}

/// "The spokesman dismissed the charge as false: [all funds had been released], he said": whoever says it is not the subject of what
/// stands before the colon.
fn cut_before_colon(page: Page<'_>, draft: &mut Draft) {
    /// "The spokesman for the interior ministry dismissed the charge as false"
    const FRAME: usize = 40;
    let (Some(&cue), Some(&mention)) = (draft.cue.first(), draft.mention.first()) else { return };
    let pronoun = page.syntax.tokens_in(mention).len() == 1 && page.is_word(page.syntax.tokens_in(mention).start, &["he", "she", "it", "they"]);
    let parted = draft.content.len() > 1;
    let Some(content) = draft.content.first_mut().filter(|content| pronoun && content.end <= cue.start.min(mention.start)) else { return };
    if super::is_quoted(page.text, *content) {
        return;
    }
    let tokens = page.syntax.tokens_in(*content);
    let Some(colon) = tokens.clone().skip(2).find(|&token| page.word(token) == ":") else { return };
    let answers = (tokens.start.max(colon.saturating_sub(FRAME))..colon).any(|verb| {
        let tag = page.syntax.tokens[verb].tag;
        // "rejected the offer as too low: the land was worth more" answers no claim.
        let claim = || (verb + 1..colon).any(|noun| is_noun_for_claim(page.word(noun)) || page.is_word(noun, &["that", "this", "it"]));
        let differs = || (verb + 1..colon).any(|word| page.is_word(word, &["differently", "unconvinced", "accounts", "note", "tone", "picture"]));
        tag.is_verb()
            && (speaks_against(page.word(verb)) && claim()
                || page.is_word(verb, &["disagreed", "countered", "insisted", "bore", "backed"])
                || differs())
    });
    // "...: the deck, she said, would have to be replaced"
    let states = parted || colon + 1 < tokens.end && page.states_something(Span::new(page.syntax.tokens[colon + 1].span.start, content.end));
    // "it was too early to speak of a motive": a clause, whatever its syntax was taken for.
    let clause = || (colon + 1..tokens.end).skip(1).any(|token| page.syntax.tokens[token].tag.is_finite());
    let speaks = || clause() && speaks_behind_colon(page, mention, tokens.start..colon);
    if (answers && states || speaks()) && colon + 2 < tokens.end {
        content.start = page.syntax.tokens[colon + 1].span.start;
    }
}

/// "The prosecutor was more careful: [it was too early], he said": whoever the clause before the colon is about says what is behind
/// it, where the pronoun can mean that one. "The letter was clear: we had lost, he said" is all his.
fn speaks_behind_colon(page: Page<'_>, mention: Span, frame: std::ops::Range<usize>) -> bool {
    const PEOPLE: [&str; 40] = [
        "minister",
        "premier",
        "president",
        "chancellor",
        "mayor",
        "governor",
        "senator",
        "deputy",
        "councillor",
        "lawmaker",
        "leader",
        "chairman",
        "chairwoman",
        "chief",
        "head",
        "director",
        "manager",
        "secretary",
        "spokesman",
        "spokeswoman",
        "official",
        "officer",
        "prosecutor",
        "judge",
        "lawyer",
        "solicitor",
        "doctor",
        "professor",
        "researcher",
        "negotiator",
        "envoy",
        "ambassador",
        "economist",
        "analyst",
        "critic",
        "rival",
        "opponent",
        "coach",
        "inspector",
        "witness",
    ];
    const BODIES: [&str; 32] = [
        "ministry",
        "department",
        "government",
        "agency",
        "authority",
        "council",
        "commission",
        "committee",
        "office",
        "court",
        "police",
        "army",
        "navy",
        "union",
        "association",
        "federation",
        "league",
        "club",
        "party",
        "company",
        "firm",
        "group",
        "bank",
        "board",
        "university",
        "hospital",
        "airline",
        "embassy",
        "institute",
        "charity",
        "regulator",
        "watchdog",
    ];
    let pronoun = page.syntax.tokens_in(mention).start;
    let Some(verb) = frame.clone().skip(1).find(|&token| page.syntax.tokens[token].tag.is_finite()) else { return false };
    // "Adeyo, the rebels' negotiator, read the page otherwise": whatever stands between, the clause begins with its subject.
    let subject = page.syntax.predicate_of(verb).and_then(|predicate| page.syntax.subject_of(predicate)).filter(|subject| frame.contains(subject));
    let beside = verb.checked_sub(1).filter(|&noun| noun >= frame.start && page.syntax.tokens[noun].tag.is_noun());
    let Some(subject) = subject.filter(|&subject| subject < verb).or(beside) else { return false };
    let entity = page.syntax.tokens[subject].entity;
    let name = page.syntax.tokens[subject].tag.is_name();
    if page.is_word(pronoun, &["he", "she"]) {
        name && entity == Entity::Person || page.is_word(subject, &PEOPLE)
    } else if page.is_word(pronoun, &["it"]) {
        name && entity == Entity::Organization || page.is_word(subject, &BODIES)
    } else {
        page.syntax.tokens[subject].tag == Tag::Nns && PEOPLE.iter().any(|one| page.word(subject).to_lowercase().strip_suffix('s') == Some(one))
    }
}

/// "denies reports | [the man was a soldier]", "rejected claims | [it had paid]": the noun for what others say, without "that".
fn cut_noun_for_claim(page: Page<'_>, draft: &mut Draft) {
    const NOUNS: [&str; 9] = ["reports", "claims", "allegations", "suggestions", "rumours", "rumors", "accusations", "speculation", "assertions"];
    let Some(&cue) = draft.cue.last() else { return };
    let against = page.syntax.tokens_in(cue).any(|verb| speaks_against(page.word(verb)) || page.is_word(verb, &["confirmed", "confirms"]));
    let Some(content) = draft.content.first_mut().filter(|content| against && content.start >= cue.end) else { return };
    let tokens = page.syntax.tokens_in(*content);
    let noun = tokens.start;
    let talk = page.is_word(noun, &["talk", "gossip", "chatter"]) && page.is_word(noun + 1, &["that"]);
    if !page.is_word(noun, &NOUNS) && !talk || tokens.len() < 4 {
        return;
    }
    // "dismissed talk that | [he had been dropped]"
    if page.is_word(noun + 1, &["that"]) && page.syntax.tokens[noun + 1].tag == Tag::In {
        content.start = page.syntax.tokens[noun + 2].span.start;
        return;
    }
    let subject = noun + 1;
    let clause = page.syntax.tokens[subject].span.cover(*content);
    // "denies reports of fraud", "claims made in court": no clause of its own begins there.
    let opens = matches!(page.syntax.tokens[subject].tag, Tag::Dt | Tag::Prp | Tag::PrpS | Tag::Nnp | Tag::Nnps | Tag::Nns | Tag::Cd);
    if opens && page.states_something(clause) {
        content.start = clause.start;
    }
}

/// "said, without citing | evidence, that [foreign banks had paid]": how it was said, and not what.
fn cut_before_that(page: Page<'_>, draft: &mut Draft) {
    /// "a shred of evidence, that"
    const LONGEST: usize = 5;
    let Some(content) = draft.content.first_mut() else { return };
    let tokens = page.syntax.tokens_in(*content);
    let that = |token: &usize| page.is_word(*token, &["that"]) && page.syntax.tokens[*token].tag == Tag::In && page.word(token - 1) == ",";
    let Some(that) = tokens.clone().skip(2).take(LONGEST).find(that).filter(|&that| that + 2 < tokens.end) else { return };
    let states = (tokens.start..that).any(|token| page.syntax.tokens[token].tag.is_finite());
    let evidence = (tokens.start..that).any(|token| page.is_word(token, &["evidence", "proof", "details", "detail", "sources", "names"]));
    // "She said the evidence, that the court had seen, was weak"
    let how = tokens.start.checked_sub(1).is_some_and(|before| page.word(before).ends_with("ing") || page.is_word(before, &["without"]));
    if evidence && how && !states && !super::is_quoted(page.text, *content) {
        content.start = page.syntax.tokens[that + 1].span.start;
    }
}

/// "called suggestions that [the bridge was unsafe] | "nonsense"": how somebody judges the claim.
fn cut_quoted_verdict(page: Page<'_>, draft: &mut Draft) {
    /// "called on Friday the union's suggestions"
    const REACH: usize = 8;
    /// "rejected the claim that it had lied as “complete and utter rubbish”"
    const LONGEST: usize = 6;
    let Some(&cue) = draft.cue.last() else { return };
    let cue_tokens = page.syntax.tokens_in(cue);
    let Some(noun) = cue_tokens.clone().next_back().filter(|&noun| is_noun_for_claim(page.word(noun))) else { return };
    let judges = ["called", "calls", "branded", "labelled", "labeled", "dismissed", "described", "rejected", "denounced"];
    let judged = (noun.saturating_sub(REACH)..noun).any(|verb| page.is_word(verb, &judges));
    let Some(content) = draft.content.last_mut().filter(|content| judged && content.start >= cue.end) else { return };
    let tokens = page.syntax.tokens_in(*content);
    let is_mark = |token: usize| page.word(token).chars().all(|letter| matches!(letter, '"' | '“' | '‘' | '\''));
    let Some(mark) = tokens.clone().skip(tokens.len().saturating_sub(LONGEST + 2)).find(|&token| is_mark(token)) else { return };
    let states = (mark + 1..tokens.end).any(|token| page.syntax.tokens[token].tag.is_finite());
    let last = mark - usize::from(mark > tokens.start) - usize::from(mark > tokens.start + 1 && page.is_word(mark - 1, &["as"]));
    if mark > tokens.start + 2 && !states && page.states_something(page.syntax.tokens[tokens.start].span.cover(page.syntax.tokens[last].span)) {
        content.end = page.syntax.tokens[last].span.end;
    }
}

/// "accused | Force-17 of [direct involvement in the attacks]": whom it accuses.
fn cut_accused(page: Page<'_>, draft: &mut Draft) {
    /// Words of a party's name and title.
    const LONGEST: usize = 8;
    let Some(&cue) = draft.cue.last() else { return };
    let accuses = page.syntax.tokens_in(cue).any(|verb| page.is_word(verb, &["accused", "accuses", "accuse", "accusing"]));
    let Some(content) = draft.content.first_mut().filter(|content| accuses && content.start >= cue.end) else { return };
    let tokens = page.syntax.tokens_in(*content);
    let Some(of) = tokens.clone().skip(1).take(LONGEST).find(|&token| page.is_word(token, &["of"])) else { return };
    let whom = tokens.start..of;
    let plain = whom.clone().all(|token| {
        let tag = page.syntax.tokens[token].tag;
        tag.is_noun() || matches!(tag, Tag::Dt | Tag::Jj | Tag::Pos | Tag::PrpS | Tag::Prp)
    });
    // "accused the mayor of the murder of her husband", "members of the council of fraud": with two nobody can tell which leads to the
    // charge. "of taking bribes" is read where claims are cut.
    let named = whom.len() == 1 && matches!(page.syntax.tokens[whom.start].tag, Tag::Nnp | Tag::Nnps | Tag::Prp);
    let second = !named
        && (of + 1..tokens.end).take(LONGEST).take_while(|&token| !page.syntax.tokens[token].tag.is_verb()).any(|token| page.is_word(token, &["of"]));
    let gerund = page.syntax.tokens.get(of + 1).is_some_and(|next| next.tag == Tag::Vbg);
    if plain && !second && !gerund && of + 1 < tokens.end {
        content.start = page.syntax.tokens[of + 1].span.start;
    }
}

/// "confirmed that [the two had met] | but would not be drawn on the sum": what the speaker would not say.
fn cut_refusal(page: Page<'_>, draft: &mut Draft) {
    const ASKING: [&str; 8] = ["when", "why", "how", "whether", "who", "what", "where", "if"];
    let Some(&cue) = draft.cue.first() else { return };
    let Some(content) = draft.content.last_mut().filter(|content| content.start >= cue.end) else { return };
    if super::is_quoted(page.text, *content) {
        return;
    }
    let tokens = page.syntax.tokens_in(*content);
    let refuses = |but: usize| {
        let word = |offset: usize| if but + offset < tokens.end { page.word(but + offset).to_lowercase() } else { String::new() };
        // "would not say when", "would not be drawn"; "would not give his name" is part of what was told.
        let says = |from: usize| {
            (from..from + 2).any(|offset| match word(offset).as_str() {
                "drawn" | "comment" | "elaborate" => true,
                "say" => ASKING.contains(&word(offset + 1).as_str()),
                _ => false,
            })
        };
        match word(1).as_str() {
            "would" | "could" | "did" => word(2) == "not" && says(3),
            "declined" | "refused" => word(2) == "to" && says(3),
            _ => false,
        }
    };
    let Some(but) = tokens.clone().skip(1).find(|&token| page.is_word(token, &["but", "and"]) && refuses(token)) else { return };
    let end = if page.word(but - 1) == "," { but - 1 } else { but };
    if end > tokens.start && page.states_something(Span::new(content.start, page.syntax.tokens[end - 1].span.end)) {
        content.end = page.syntax.tokens[end - 1].span.end;
    }
}

/// "acknowledged that [61 had died], three days after telling reporters that there had been no deaths": when it said otherwise.
fn cut_earlier_word(page: Page<'_>, draft: &mut Draft) {
    let Some(&cue) = draft.cue.first() else { return };
    let admits =
        ["admit", "acknowledg", "conced", "confirm", "disclos", "reveal"].iter().any(|stem| cue.of(&page.text.normal).to_lowercase().contains(stem));
    let Some(content) = draft.content.last_mut().filter(|content| admits && content.start >= cue.end) else { return };
    let tokens = page.syntax.tokens_in(*content);
    let when = tokens.clone().skip(2).find(|&token| {
        page.is_word(token, &["after", "before"])
            && tokens.contains(&(token + 2))
            && page.is_word(token + 1, &["telling", "saying", "denying", "insisting", "claiming", "assuring", "announcing"])
    });
    let Some(comma) = when.and_then(|when| (tokens.start + 2..when).rev().take(5).find(|&comma| page.word(comma) == ",")) else { return };
    if !super::is_quoted(page.text, *content) && page.states_something(Span::new(content.start, page.syntax.tokens[comma - 1].span.end)) {
        content.end = page.syntax.tokens[comma - 1].span.end;
    }
}

/// "[marshals will be on all flights by Christmas], a move | which has the union concerned": what the newsroom calls it.
fn cut_newsroom_apposition(page: Page<'_>, draft: &mut Draft) {
    let Some(content) = draft.content.last_mut() else { return };
    let tokens = page.syntax.tokens_in(*content);
    let Some(last) = tokens.end.checked_sub(1).filter(|&last| last > tokens.start + 3) else { return };
    let relative =
        page.syntax.tokens.get(tokens.end).is_some_and(|next| matches!(next.tag, Tag::Wdt | Tag::Wp)) && page.is_word(tokens.end, &["which", "that"]);
    let apposed = page.is_word(last, &["move", "step", "decision", "plan", "measure", "figure", "claim", "charge"])
        && page.is_word(last - 1, &["a", "an"])
        && page.word(last - 2) == ",";
    if relative && apposed && !super::is_quoted(page.text, *content) {
        content.end = page.syntax.tokens[last - 3].span.end;
    }
}

/// "figure", "claim", "charge": what somebody else may contest.
pub(super) fn is_noun_for_claim(word: &str) -> bool {
    let lower = word.to_lowercase();
    stances().claim_nouns.contains(lower.as_str()) || matches!(lower.as_str(), "figure" | "number" | "toll" | "total" | "tally")
}

/// "waved away", "shot down": a verb and its particle that turn down what was said, both before `end`.
pub(super) fn turns_down(page: Page<'_>, verb: usize, end: usize) -> bool {
    page.is_word(verb, &["waved", "brushed", "shot", "laughed", "swatted", "knocked", "batted"])
        && verb + 1 < end
        && page.is_word(verb + 1, &["away", "aside", "down", "off"])
}

pub(super) fn speaks_against(verb: &str) -> bool {
    base_forms(verb)
        .iter()
        .any(|base| matches!(base.as_str(), "deny" | "dispute" | "reject" | "contest" | "refute" | "dismiss" | "call" | "describe" | "challenge"))
}
