-- Schema 3: saved views of the queue, and the indexes that its filters and orders need. See 0001 for what the numbers mean.

-- A set of filters under a name. It belongs to the person whose name stands in the key, so that another key of theirs finds it.
CREATE TABLE views (
    view       INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE,
    owner      TEXT NOT NULL,                 -- the name of a key
    name       TEXT NOT NULL COLLATE NOCASE,
    query      TEXT NOT NULL,                 -- as in the address: `status=denied&review=any`
    shared     INTEGER NOT NULL,              -- 1 where the whole newsroom sees it
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (owner, name)
) STRICT;
CREATE INDEX views_shared ON views (name) WHERE shared = 1;

-- What somebody found.
CREATE INDEX claims_decided_by ON claims (decided_by, created_at) WHERE decided_by IS NOT NULL;
-- The order of the queue, whatever the state of the review; what is pending has an index of its own.
CREATE INDEX claims_by_urgency ON claims (urgency, review) WHERE withdrawn_at IS NULL;
