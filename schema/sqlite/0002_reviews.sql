-- Reviews, revisions, sources that are taught, keys with roles, work that goes on in the background, and the events of all of it.

-- Revisions ---------------------------------------------------------------------------------------------------------------

-- A row of `revisions` is one analysis of one text of an article: `number` counts them, `edition` counts the texts.
-- A new analysis of the same text has the same edition, and its text stands with the first one of it.
ALTER TABLE revisions ADD COLUMN edition INTEGER NOT NULL DEFAULT 1;
ALTER TABLE revisions ADD COLUMN body_of INTEGER REFERENCES revisions;  -- the row that holds the body; NULL where it stands here
ALTER TABLE revisions ADD COLUMN original TEXT;                         -- what was sent, where the body was made from it (HTML)
ALTER TABLE revisions ADD COLUMN offset_map TEXT;                       -- where each stretch of the body stands in the original
ALTER TABLE revisions ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;       -- claims that went on from the row before
ALTER TABLE revisions ADD COLUMN added INTEGER NOT NULL DEFAULT 0;      -- claims that are new in it
ALTER TABLE revisions ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;  -- claims that ended with it
UPDATE revisions SET added = (SELECT count(*) FROM claims WHERE claims.revision = revisions.revision);
CREATE INDEX revisions_of_body ON revisions (body_of) WHERE body_of IS NOT NULL;

ALTER TABLE articles ADD COLUMN latest INTEGER REFERENCES revisions;    -- its last row of `revisions`
UPDATE articles SET latest = (SELECT max(revision) FROM revisions WHERE revisions.article = articles.article);

-- Claims: reviews, corrections, what became of them ------------------------------------------------------------------------

ALTER TABLE claims ADD COLUMN taken_by TEXT;          -- the person's name, with `taken_until`
ALTER TABLE claims ADD COLUMN taken_until INTEGER;    -- the end of the lease
ALTER TABLE claims ADD COLUMN decided_by TEXT;        -- with `verdict`
ALTER TABLE claims ADD COLUMN decided_at INTEGER;
ALTER TABLE claims ADD COLUMN reason TEXT;            -- the reviewer's, for the verdict
ALTER TABLE claims ADD COLUMN evidence TEXT;          -- web addresses, one a line
ALTER TABLE claims ADD COLUMN source_corrected INTEGER NOT NULL DEFAULT 0;  -- 1 where a reviewer corrected it
ALTER TABLE claims ADD COLUMN status_corrected INTEGER NOT NULL DEFAULT 0;  -- the same
ALTER TABLE claims ADD COLUMN recheck INTEGER NOT NULL DEFAULT 0;           -- 1 where the status changed under a verdict
ALTER TABLE claims ADD COLUMN withdrawn_at INTEGER;   -- when a revision came that does not have it
ALTER TABLE claims ADD COLUMN replaces INTEGER REFERENCES claims;     -- the claim whose words were changed into these
ALTER TABLE claims ADD COLUMN first_edition INTEGER NOT NULL DEFAULT 1;
-- The order of the queue: disputed, denied, unconfirmed, attributed, asserted, confirmed; of each the last seen first.
-- 2^60 microseconds are 36,000 years, so that no time reaches into the next rank.
ALTER TABLE claims ADD COLUMN urgency INTEGER GENERATED ALWAYS AS (
    (CASE status WHEN 5 THEN 1 WHEN 6 THEN 2 WHEN 4 THEN 3 WHEN 2 THEN 4 WHEN 3 THEN 5 ELSE 6 END << 60) - created_at
) VIRTUAL;

DROP INDEX claims_of_article;
DROP INDEX claims_by_time;
DROP INDEX claims_by_change;
DROP INDEX claims_by_status;
DROP INDEX claims_by_source;
DROP INDEX claims_by_kind;
DROP INDEX claims_by_outlet;
DROP INDEX claims_pending;
DROP INDEX claims_decided;
CREATE INDEX claims_of_article ON claims (article, ordinal);
CREATE INDEX claims_by_change ON claims (updated_at);
-- What people ask for are claims that stand; withdrawn ones are few, and looked for by article.
CREATE INDEX claims_by_time ON claims (created_at) WHERE withdrawn_at IS NULL;
CREATE INDEX claims_by_status ON claims (status, created_at) WHERE withdrawn_at IS NULL;
CREATE INDEX claims_by_source ON claims (source, created_at) WHERE withdrawn_at IS NULL;
CREATE INDEX claims_by_kind ON claims (kind, created_at) WHERE withdrawn_at IS NULL;
CREATE INDEX claims_by_outlet ON claims (outlet, created_at) WHERE withdrawn_at IS NULL;
-- The queues: what nobody has worked on yet, by status; what is being worked on; what was found; what to look at again.
CREATE INDEX claims_pending ON claims (status, created_at) WHERE review = 1 AND withdrawn_at IS NULL;
CREATE INDEX claims_urgent ON claims (urgency) WHERE review = 1 AND withdrawn_at IS NULL;
CREATE INDEX claims_taken ON claims (taken_until) WHERE review = 2;
CREATE INDEX claims_decided ON claims (verdict, created_at) WHERE verdict IS NOT NULL;
CREATE INDEX claims_to_recheck ON claims (created_at) WHERE recheck = 1;
CREATE INDEX claims_replacing ON claims (replaces) WHERE replaces IS NOT NULL;

-- Counters, kept by the database itself so that no statement can forget them -------------------------------------------------

-- Claims that stand, by the day on which they were first seen (days since 1970, UTC).
CREATE TABLE claim_counts (
    day     INTEGER NOT NULL,
    outlet  INTEGER NOT NULL,
    status  INTEGER NOT NULL,
    kind    INTEGER NOT NULL,
    review  INTEGER NOT NULL,
    verdict INTEGER NOT NULL,  -- 0 where there is none
    count   INTEGER NOT NULL,
    PRIMARY KEY (day, outlet, status, kind, review, verdict)
) STRICT, WITHOUT ROWID;

CREATE TABLE source_counts (
    source INTEGER NOT NULL,
    status INTEGER NOT NULL,
    review INTEGER NOT NULL,
    count  INTEGER NOT NULL,
    PRIMARY KEY (source, status, review)
) STRICT, WITHOUT ROWID;

INSERT INTO claim_counts
SELECT created_at / 86400000000, outlet, status, kind, review, coalesce(verdict, 0), count(*) FROM claims GROUP BY 1, 2, 3, 4, 5, 6;
INSERT INTO source_counts SELECT source, status, review, count(*) FROM claims GROUP BY 1, 2, 3;

CREATE TRIGGER count_added AFTER INSERT ON claims WHEN new.withdrawn_at IS NULL BEGIN
    INSERT INTO claim_counts VALUES (new.created_at / 86400000000, new.outlet, new.status, new.kind, new.review, coalesce(new.verdict, 0), 1)
        ON CONFLICT DO UPDATE SET count = count + 1;
    INSERT INTO source_counts VALUES (new.source, new.status, new.review, 1) ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER count_removed AFTER DELETE ON claims WHEN old.withdrawn_at IS NULL BEGIN
    UPDATE claim_counts SET count = count - 1 WHERE day = old.created_at / 86400000000 AND outlet = old.outlet AND status = old.status
        AND kind = old.kind AND review = old.review AND verdict = coalesce(old.verdict, 0);
    UPDATE source_counts SET count = count - 1 WHERE source = old.source AND status = old.status AND review = old.review;
END;
CREATE TRIGGER count_changed AFTER UPDATE OF source, kind, status, review, verdict, withdrawn_at ON claims BEGIN
    UPDATE claim_counts SET count = count - 1 WHERE old.withdrawn_at IS NULL AND day = old.created_at / 86400000000 AND outlet = old.outlet
        AND status = old.status AND kind = old.kind AND review = old.review AND verdict = coalesce(old.verdict, 0);
    UPDATE source_counts SET count = count - 1
        WHERE old.withdrawn_at IS NULL AND source = old.source AND status = old.status AND review = old.review;
    INSERT INTO claim_counts
        SELECT new.created_at / 86400000000, new.outlet, new.status, new.kind, new.review, coalesce(new.verdict, 0), 1
        WHERE new.withdrawn_at IS NULL
        ON CONFLICT DO UPDATE SET count = count + 1;
    INSERT INTO source_counts SELECT new.source, new.status, new.review, 1 WHERE new.withdrawn_at IS NULL
        ON CONFLICT DO UPDATE SET count = count + 1;
END;

-- Sources -------------------------------------------------------------------------------------------------------------------

-- What the registry ships about a source, or what the article called it that brought it up.
ALTER TABLE sources ADD COLUMN own_name TEXT NOT NULL DEFAULT '';
ALTER TABLE sources ADD COLUMN own_kind INTEGER NOT NULL DEFAULT 7;
ALTER TABLE sources ADD COLUMN own_parent TEXT;                        -- a slug
ALTER TABLE sources ADD COLUMN own_aliases TEXT NOT NULL DEFAULT '';   -- one a line
ALTER TABLE sources ADD COLUMN own_spokespersons TEXT NOT NULL DEFAULT '';
-- What people taught lies over it; NULL where they taught nothing.
ALTER TABLE sources ADD COLUMN name TEXT;
ALTER TABLE sources ADD COLUMN kind INTEGER;
ALTER TABLE sources ADD COLUMN parent TEXT;                          -- a slug; '' where people took the parent away
ALTER TABLE sources ADD COLUMN aliases TEXT;                         -- all of them, one a line
ALTER TABLE sources ADD COLUMN spokespersons TEXT;                   -- the same
ALTER TABLE sources ADD COLUMN origin INTEGER NOT NULL DEFAULT 2;    -- 1 shipped with the registry 2 discovered in an article 3 taught
ALTER TABLE sources ADD COLUMN looked_at INTEGER NOT NULL DEFAULT 0; -- 1 once a person has looked at it; shipped and taught ones need no look
ALTER TABLE sources ADD COLUMN merged_into INTEGER REFERENCES sources;
ALTER TABLE sources ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE sources ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sources ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;
UPDATE sources SET
    (own_name, own_kind) = (SELECT name, kind FROM source_references WHERE source_references.source = sources.source ORDER BY reference LIMIT 1),
    created_at = coalesce((SELECT min(created_at) FROM claims WHERE claims.source = sources.source), (SELECT min(created_at) FROM articles), 0)
    WHERE EXISTS (SELECT 1 FROM source_references WHERE source_references.source = sources.source);
UPDATE sources SET updated_at = created_at;
UPDATE sources SET origin = 1, looked_at = 1
    WHERE EXISTS (SELECT 1 FROM source_references WHERE source_references.source = sources.source AND known = 1);
CREATE INDEX sources_to_look_at ON sources (source) WHERE looked_at = 0 AND merged_into IS NULL;
CREATE INDEX sources_merged ON sources (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX sources_taught ON sources (source)
    WHERE origin = 3 OR name IS NOT NULL OR kind IS NOT NULL OR aliases IS NOT NULL OR spokespersons IS NOT NULL;

-- The beginnings of words that names are searched by, kept by the database itself.
CREATE VIRTUAL TABLE source_words USING fts5 (names, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO source_words (rowid, names) SELECT source, own_name FROM sources;
CREATE TRIGGER words_of_source_added AFTER INSERT ON sources BEGIN
    INSERT INTO source_words (rowid, names)
        VALUES (new.source, concat_ws(char(10), coalesce(new.name, new.own_name), coalesce(new.aliases, new.own_aliases)));
END;
CREATE TRIGGER words_of_source_changed AFTER UPDATE OF name, own_name, aliases, own_aliases ON sources BEGIN
    UPDATE source_words SET names = concat_ws(char(10), coalesce(new.name, new.own_name), coalesce(new.aliases, new.own_aliases))
        WHERE rowid = new.source;
END;
CREATE TRIGGER words_of_source_removed AFTER DELETE ON sources BEGIN
    DELETE FROM source_words WHERE rowid = old.source;
END;
-- A source that only an erased article named leaves no word behind.
INSERT INTO source_words (source_words, rank) VALUES ('secure-delete', 1);

-- Names in the form in which they are compared, so that no two sources are taught the same one. Shipped ones may share a name.
CREATE TABLE source_names (
    form   TEXT NOT NULL,
    speaks INTEGER NOT NULL,  -- 1 where it is the name of a person who speaks for the source
    source INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
    PRIMARY KEY (form, speaks, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_names_of_source ON source_names (source);

-- The registries whose sources were taken in, the last one last.
CREATE TABLE registries (
    registry INTEGER PRIMARY KEY,
    version  TEXT NOT NULL,
    taken_at INTEGER NOT NULL
) STRICT;

-- Merges, and which claims each moved, so that it can be undone.
CREATE TABLE merges (
    merge     INTEGER PRIMARY KEY,
    id        BLOB NOT NULL UNIQUE,
    source    INTEGER NOT NULL REFERENCES sources,  -- the one that went
    into_source INTEGER NOT NULL REFERENCES sources,
    aliases   TEXT NOT NULL,                        -- the names that the other gained, one a line
    event     INTEGER NOT NULL,                     -- the last one of it
    actor     TEXT NOT NULL,
    at        INTEGER NOT NULL,
    undone_at INTEGER
) STRICT;
CREATE INDEX merges_of_source ON merges (source);
CREATE TABLE merged_claims (
    merge     INTEGER NOT NULL REFERENCES merges,
    claim     INTEGER NOT NULL REFERENCES claims,
    reference INTEGER NOT NULL REFERENCES source_references,  -- what it was before
    kind      INTEGER NOT NULL,
    moved     INTEGER NOT NULL REFERENCES source_references,  -- what the merge made of the reference
    PRIMARY KEY (merge, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX merged_claims_of_claim ON merged_claims (claim);

-- Keys ----------------------------------------------------------------------------------------------------------------------

CREATE TABLE new_keys (
    key        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE,
    name       TEXT NOT NULL,              -- the person's or program's; stands in every event
    role       INTEGER NOT NULL,           -- 1 cms 2 editor 3 reviewer 4 admin
    hash       BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    expires_at INTEGER,
    revoked_at INTEGER,
    used_at    INTEGER
) STRICT;
INSERT INTO new_keys SELECT key, randomblob(16), name, 4, hash, created_at, 'claimdesk', NULL, NULL, NULL FROM keys;
DROP TABLE keys;
ALTER TABLE new_keys RENAME TO keys;

-- Events: the history of claims, the audit log and the change feed are one list, which only grows ------------------------------

CREATE TABLE events (
    event   INTEGER PRIMARY KEY AUTOINCREMENT,
    at      INTEGER NOT NULL,
    actor   TEXT NOT NULL,             -- the name of the key, or `claimdesk`
    action  TEXT NOT NULL,             -- a word such as `decided`; `src/domain/event.rs` lists them
    article INTEGER,                   -- what it happened to; no foreign keys, since a tombstone outlives its article
    claim   INTEGER,
    version INTEGER,                   -- the claim's version after it
    subject TEXT                       -- a source's slug, a key's name, an erased article's outlet and external id
) STRICT;
CREATE INDEX events_of_claim ON events (claim, event) WHERE claim IS NOT NULL;
CREATE INDEX events_of_article ON events (article, event) WHERE article IS NOT NULL;
-- The last one tells whether what people taught about sources is still as it was.
CREATE INDEX events_of_sources ON events (event)
    WHERE claim IS NULL AND action IN ('source-added', 'source-changed', 'source-merged', 'merge-undone');

-- What an event changed.
CREATE TABLE event_changes (
    event  INTEGER NOT NULL REFERENCES events,
    place  INTEGER NOT NULL,
    field  TEXT NOT NULL,
    before TEXT,
    after  TEXT,
    PRIMARY KEY (event, place)
) STRICT, WITHOUT ROWID;

-- The references behind a change of a claim's source, so that undoing it brings back the name and the speaker too.
CREATE TABLE source_changes (
    event  INTEGER PRIMARY KEY REFERENCES events ON DELETE CASCADE,
    before INTEGER NOT NULL REFERENCES source_references,
    after  INTEGER NOT NULL REFERENCES source_references
) STRICT;

-- Answers to repeated requests --------------------------------------------------------------------------------------------------

CREATE TABLE answers (
    caller     TEXT NOT NULL,          -- the key's id
    token      TEXT NOT NULL,          -- the Idempotency-Key
    request    BLOB NOT NULL,          -- SHA-256 of method, path and body
    status     INTEGER NOT NULL,
    headers    TEXT NOT NULL,          -- `name: value`, one a line
    body       BLOB NOT NULL,
    article    BLOB,                   -- whose text may stand in the body: erased with it
    created_at INTEGER NOT NULL,
    PRIMARY KEY (caller, token)
) STRICT;
CREATE INDEX answers_by_time ON answers (created_at);
CREATE INDEX answers_of_article ON answers (article) WHERE article IS NOT NULL;

-- Work that goes on in the background ---------------------------------------------------------------------------------------------

CREATE TABLE jobs (
    job          INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE,
    task         INTEGER NOT NULL,     -- 1 take an article in 2 analyse an article again
    state        INTEGER NOT NULL,     -- 1 waiting 2 done 3 failed
    actor        TEXT NOT NULL,
    outlet       TEXT NOT NULL,        -- what was sent; the body is emptied when the work is done
    external_id  TEXT NOT NULL,
    title        TEXT,
    url          TEXT,
    byline       TEXT,
    published_at INTEGER,
    modified_at  INTEGER,
    language     TEXT,
    format       INTEGER NOT NULL,
    body         TEXT NOT NULL,
    original     TEXT,
    offset_map   TEXT,
    article      BLOB,                 -- the article that it is about, once that is known
    revision     INTEGER,              -- the revision that it made
    outcome      TEXT,                 -- `new`, `revised`, `known`, `reanalysed`; why, where it failed
    created_at   INTEGER NOT NULL,
    ended_at     INTEGER
) STRICT;
-- Articles that are sent go before those that are analysed again.
CREATE INDEX jobs_waiting ON jobs (task, job) WHERE state = 1;
CREATE INDEX jobs_waiting_for_article ON jobs (outlet, external_id) WHERE state = 1;

-- What is deleted is gone from the index of words too, not only marked as gone: an erasure is for good.
INSERT INTO claim_words (claim_words, rank) VALUES ('secure-delete', 1);
