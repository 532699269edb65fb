-- The first schema: articles with their analysis, claims, and keys.
--
-- Inside, rows are known by integers; outside, by the UUIDv7 in `id` (16 bytes).
-- Times are microseconds since 1970 in UTC.
-- Spans are byte offsets of the article's text, half-open; a list of them is written "12-30 45-60".
-- Words with a fixed set of values are small integers, listed where they first stand; `src/store/sqlite/codes.rs` has the same list.
-- This file is never edited once it has been released: what changes comes as 0002.

-- Who publishes.
CREATE TABLE outlets (
    outlet INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE
) STRICT;

-- What made an analysis.
CREATE TABLE versions (
    version  INTEGER PRIMARY KEY,
    engine   TEXT NOT NULL,
    model    TEXT NOT NULL,
    registry TEXT NOT NULL,
    UNIQUE (engine, model, registry)
) STRICT;

-- The identity of a source, for filters: its slug.
CREATE TABLE sources (
    source INTEGER PRIMARY KEY,
    slug   TEXT NOT NULL UNIQUE
) STRICT;

-- A source as an article refers to it: with the name, the kind and the speaker that were found there.
CREATE TABLE source_references (
    reference INTEGER PRIMARY KEY,
    source    INTEGER NOT NULL REFERENCES sources,
    name      TEXT NOT NULL,
    kind      INTEGER NOT NULL,  -- 1 official 2 organisation 3 person 4 media 5 document 6 group 7 anonymous 8 newsroom
    speaker   TEXT NOT NULL,     -- '' where nobody speaks for it
    known     INTEGER NOT NULL,  -- 1 where the registry knew it, 0 where the article brought it up
    UNIQUE (source, name, kind, speaker, known)
) STRICT;

CREATE TABLE articles (
    article      INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE,
    outlet       INTEGER NOT NULL REFERENCES outlets,
    external_id  TEXT NOT NULL,
    title        TEXT,
    url          TEXT,
    byline       TEXT,
    published_at INTEGER,
    modified_at  INTEGER,
    language     TEXT,
    revision     INTEGER NOT NULL,  -- the number of the latest one
    claims       INTEGER NOT NULL,  -- how many the latest one has
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    UNIQUE (outlet, external_id)
) STRICT;
CREATE INDEX articles_by_time ON articles (created_at);
CREATE INDEX articles_of_outlet ON articles (outlet, created_at);

-- The text as it was sent, and what made its analysis. The body stands last: rows are read without it where it is long.
CREATE TABLE revisions (
    revision   INTEGER PRIMARY KEY,
    article    INTEGER NOT NULL REFERENCES articles,
    number     INTEGER NOT NULL,
    version    INTEGER NOT NULL REFERENCES versions,
    created_at INTEGER NOT NULL,
    format     INTEGER NOT NULL,  -- 1 text
    body       TEXT NOT NULL,
    UNIQUE (article, number)
) STRICT;

-- Who said what in a revision, in the order of the text.
CREATE TABLE attributions (
    revision      INTEGER NOT NULL REFERENCES revisions,
    place         INTEGER NOT NULL,  -- from 0
    quote         INTEGER NOT NULL,  -- 1 direct 2 indirect 3 mixed
    reference     INTEGER NOT NULL REFERENCES source_references,
    confidence    REAL NOT NULL,
    mention       TEXT NOT NULL,
    cue           TEXT NOT NULL,
    content       TEXT NOT NULL,
    justification TEXT NOT NULL,     -- a list of no or one span
    PRIMARY KEY (revision, place)
) STRICT, WITHOUT ROWID;

-- Through whom an attribution came, outermost first.
CREATE TABLE attribution_vias (
    revision  INTEGER NOT NULL,
    place     INTEGER NOT NULL,
    step      INTEGER NOT NULL,
    reference INTEGER NOT NULL REFERENCES source_references,
    PRIMARY KEY (revision, place, step),
    FOREIGN KEY (revision, place) REFERENCES attributions
) STRICT, WITHOUT ROWID;

-- What belongs to the page and not to the story.
CREATE TABLE furniture (
    revision   INTEGER NOT NULL REFERENCES revisions,
    place      INTEGER NOT NULL,
    kind       INTEGER NOT NULL,  -- 1 dateline 2 byline 3 photo-credit 4 sign-off 5 trailer 6 subscription 7 heading 8 greeting
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL,
    PRIMARY KEY (revision, place)
) STRICT, WITHOUT ROWID;

-- The limits of the analysis on a revision.
CREATE TABLE notes (
    revision INTEGER NOT NULL REFERENCES revisions,
    place    INTEGER NOT NULL,
    code     TEXT NOT NULL,
    detail   TEXT NOT NULL,
    PRIMARY KEY (revision, place)
) STRICT, WITHOUT ROWID;

-- The claims: narrow rows, so that the queues that people work from stay in memory. Their words are in `claim_texts`.
CREATE TABLE claims (
    claim            INTEGER PRIMARY KEY,
    id               BLOB NOT NULL UNIQUE,
    article          INTEGER NOT NULL REFERENCES articles,
    revision         INTEGER NOT NULL REFERENCES revisions,
    ordinal          INTEGER NOT NULL,  -- from 1
    attribution      INTEGER,           -- place in `attributions`
    outlet           INTEGER NOT NULL REFERENCES outlets,
    source           INTEGER NOT NULL REFERENCES sources,  -- effective, as are the next three
    kind             INTEGER NOT NULL,
    reference        INTEGER NOT NULL REFERENCES source_references,
    status           INTEGER NOT NULL,  -- 1 confirmed 2 attributed 3 asserted 4 unconfirmed 5 disputed 6 denied
    engine_reference INTEGER NOT NULL REFERENCES source_references,
    engine_status    INTEGER NOT NULL,
    review           INTEGER NOT NULL,  -- 1 pending 2 taken 3 decided
    verdict          INTEGER,           -- 1 verified 2 refuted 3 misattributed 4 unverifiable
    version          INTEGER NOT NULL,  -- counts changes, from 1
    created_at       INTEGER NOT NULL,
    updated_at       INTEGER NOT NULL
) STRICT;
CREATE INDEX claims_of_article ON claims (article, ordinal);
CREATE INDEX claims_by_time ON claims (created_at);
CREATE INDEX claims_by_change ON claims (updated_at);
CREATE INDEX claims_by_status ON claims (status, created_at);
CREATE INDEX claims_by_source ON claims (source, created_at);
CREATE INDEX claims_by_kind ON claims (kind, created_at);
CREATE INDEX claims_by_outlet ON claims (outlet, created_at);
-- The queues: what nobody has worked on yet, by status, and what was found.
CREATE INDEX claims_pending ON claims (status, created_at) WHERE review = 1;
CREATE INDEX claims_decided ON claims (verdict, created_at) WHERE verdict IS NOT NULL;

-- The words of a claim, and where they stand.
CREATE TABLE claim_texts (
    claim INTEGER PRIMARY KEY REFERENCES claims,
    spans TEXT NOT NULL,
    text  TEXT NOT NULL
) STRICT;

-- The words of claims, to search by. The text itself is in `claim_texts`; the writer keeps both in step.
CREATE VIRTUAL TABLE claim_words USING fts5 (
    text,
    content = 'claim_texts', content_rowid = 'claim', tokenize = 'unicode61 remove_diacritics 2'
);

-- Why a claim has its status; the first one decided.
CREATE TABLE claim_bases (
    claim      INTEGER NOT NULL REFERENCES claims,
    place      INTEGER NOT NULL,
    rule       TEXT NOT NULL,
    span_start INTEGER,  -- both NULL where it rests on the absence of words
    span_end   INTEGER,
    reference  INTEGER REFERENCES source_references,
    PRIMARY KEY (claim, place)
) STRICT, WITHOUT ROWID;

-- Who may call. Only the SHA-256 of a key is here, never the key.
CREATE TABLE keys (
    key        INTEGER PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    role       TEXT NOT NULL CHECK (role IN ('admin')),
    hash       BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    created_at INTEGER NOT NULL
) STRICT;
