-- Schema 4: lists and counts that take as long with a million claims as with a thousand. See 0001 for what the numbers mean.

-- Indexes of claims --------------------------------------------------------------------------------------------------------

-- A list is read in the order of one index, chosen by how few claims it holds for what is asked (`src/store/sqlite/claim_find.rs`).
-- Everything else that is asked is tested along it: so each index carries the columns that filters are about, and no row is
-- looked up that does not match. `claim` stands in them because claims of one moment follow their text, whatever the order.
DROP INDEX claims_by_time;
DROP INDEX claims_by_change;
DROP INDEX claims_by_status;
DROP INDEX claims_by_source;
DROP INDEX claims_by_kind;
DROP INDEX claims_by_outlet;
DROP INDEX claims_by_urgency;
DROP INDEX claims_urgent;
DROP INDEX claims_pending;
DROP INDEX claims_decided;
DROP INDEX claims_decided_by;
DROP INDEX claims_to_recheck;
-- The queue goes through the statuses one after the other, each by time.
ALTER TABLE claims DROP COLUMN urgency;
CREATE INDEX claims_by_time ON claims (created_at DESC, claim, status, kind, outlet, source, review, verdict) WHERE withdrawn_at IS NULL;
CREATE INDEX claims_by_change ON claims (updated_at DESC, claim, status, kind, outlet, source, review, verdict) WHERE withdrawn_at IS NULL;
CREATE INDEX claims_by_status ON claims (status, created_at DESC, claim, kind, outlet, source, review, verdict) WHERE withdrawn_at IS NULL;
CREATE INDEX claims_by_source ON claims (source, created_at DESC, claim, status, kind, outlet, review, verdict) WHERE withdrawn_at IS NULL;
CREATE INDEX claims_by_kind ON claims (kind, created_at DESC, claim, status, outlet, source, review, verdict) WHERE withdrawn_at IS NULL;
CREATE INDEX claims_by_outlet ON claims (outlet, created_at DESC, claim, status, kind, source, review, verdict) WHERE withdrawn_at IS NULL;
-- Where reviews stand: what nobody has worked on, by status; what somebody has; what was found, and by whom; what to look at again.
CREATE INDEX claims_pending ON claims (status, created_at DESC, claim, kind, outlet, source) WHERE review = 1 AND withdrawn_at IS NULL;
CREATE INDEX claims_held ON claims (created_at DESC, claim, status, kind, outlet, source, taken_by) WHERE review = 2 AND withdrawn_at IS NULL;
CREATE INDEX claims_decided ON claims (created_at DESC, claim, status, kind, outlet, source, verdict) WHERE review = 3 AND withdrawn_at IS NULL;
CREATE INDEX claims_found ON claims (verdict, created_at DESC, claim, status, kind, outlet, source)
    WHERE verdict IS NOT NULL AND withdrawn_at IS NULL;
CREATE INDEX claims_found_by ON claims (decided_by, created_at DESC, claim, status, kind, outlet, source, verdict)
    WHERE decided_by IS NOT NULL AND withdrawn_at IS NULL;
CREATE INDEX claims_to_recheck ON claims (created_at DESC, claim) WHERE recheck = 1 AND withdrawn_at IS NULL;
CREATE INDEX claims_decided_by_change ON claims (updated_at DESC, claim, status, kind, outlet, source, verdict)
    WHERE review = 3 AND withdrawn_at IS NULL;
-- What stands no longer.
CREATE INDEX claims_withdrawn ON claims (created_at DESC, claim, status, kind, outlet, source, review, verdict, updated_at)
    WHERE withdrawn_at IS NOT NULL;

-- Counters, kept by the database itself so that no statement can forget them -------------------------------------------------

DROP TRIGGER count_added;
DROP TRIGGER count_removed;
DROP TRIGGER count_changed;
DROP TABLE claim_counts;
DROP TABLE source_counts;

-- Claims that stand, for each outlet and for all (0), each kind and all kinds (0), each day, each 32 days (-2 for the first ones,
-- -3 for the next) and all days (-1): so that little has to be added up, whatever is asked for. Days are counted from 1970 in
-- UTC, by when claims were first seen.
CREATE TABLE claim_counts (
    outlet      INTEGER NOT NULL,
    kind        INTEGER NOT NULL,
    day         INTEGER NOT NULL,
    state       INTEGER NOT NULL,  -- of the review: 1 pending 2 taken; 3 and the verdict where it is decided
    confirmed   INTEGER NOT NULL,  -- how many have this status, as have the next five
    attributed  INTEGER NOT NULL,
    asserted    INTEGER NOT NULL,
    unconfirmed INTEGER NOT NULL,
    disputed    INTEGER NOT NULL,
    denied      INTEGER NOT NULL,
    PRIMARY KEY (outlet, kind, day, state)
) STRICT, WITHOUT ROWID;

-- The same for each source.
CREATE TABLE source_counts (
    source      INTEGER NOT NULL,
    kind        INTEGER NOT NULL,
    state       INTEGER NOT NULL,
    confirmed   INTEGER NOT NULL,
    attributed  INTEGER NOT NULL,
    asserted    INTEGER NOT NULL,
    unconfirmed INTEGER NOT NULL,
    disputed    INTEGER NOT NULL,
    denied      INTEGER NOT NULL,
    PRIMARY KEY (source, kind, state)
) STRICT, WITHOUT ROWID;

-- The sums of that, in the order in which an overview shows them.
CREATE TABLE source_totals (
    source      INTEGER PRIMARY KEY,
    claims      INTEGER NOT NULL,
    unconfirmed INTEGER NOT NULL,
    pending     INTEGER NOT NULL
) STRICT;
CREATE INDEX source_totals_in_order ON source_totals (unconfirmed DESC, claims DESC, source);

-- How far, in microseconds, the time at which a claim was first seen may lie behind that of a claim with a lower number. It
-- tells how much of a search, which goes by numbers, has to be read for a page that goes by time.
CREATE TABLE claim_disorder (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    behind INTEGER NOT NULL
) STRICT;

-- What a claim counts for: one more or one less of these, written to all counters at once by its trigger.
CREATE VIEW counting AS
    SELECT NULL AS number, NULL AS outlet, NULL AS source, NULL AS kind, NULL AS day, NULL AS status, NULL AS state WHERE FALSE;
CREATE TRIGGER count INSTEAD OF INSERT ON counting BEGIN
    INSERT INTO claim_counts
        SELECT new.outlet * column1, new.kind * column2, CASE column3 WHEN 0 THEN -1 WHEN 1 THEN -2 - new.day / 32 ELSE new.day END, new.state,
            new.number * (new.status = 1), new.number * (new.status = 2), new.number * (new.status = 3),
            new.number * (new.status = 4), new.number * (new.status = 5), new.number * (new.status = 6)
        FROM (VALUES (0, 0, 0), (0, 0, 1), (0, 0, 2), (0, 1, 0), (0, 1, 1), (0, 1, 2),
            (1, 0, 0), (1, 0, 1), (1, 0, 2), (1, 1, 0), (1, 1, 1), (1, 1, 2)) WHERE TRUE
        ON CONFLICT DO UPDATE SET
            confirmed = confirmed + excluded.confirmed, attributed = attributed + excluded.attributed,
            asserted = asserted + excluded.asserted, unconfirmed = unconfirmed + excluded.unconfirmed,
            disputed = disputed + excluded.disputed, denied = denied + excluded.denied;
    INSERT INTO source_counts VALUES (new.source, new.kind, new.state,
            new.number * (new.status = 1), new.number * (new.status = 2), new.number * (new.status = 3),
            new.number * (new.status = 4), new.number * (new.status = 5), new.number * (new.status = 6))
        ON CONFLICT DO UPDATE SET
            confirmed = confirmed + excluded.confirmed, attributed = attributed + excluded.attributed,
            asserted = asserted + excluded.asserted, unconfirmed = unconfirmed + excluded.unconfirmed,
            disputed = disputed + excluded.disputed, denied = denied + excluded.denied;
    INSERT INTO source_totals VALUES (new.source, new.number, new.number * (new.status = 4), new.number * (new.state = 1))
        ON CONFLICT DO UPDATE SET
            claims = claims + excluded.claims, unconfirmed = unconfirmed + excluded.unconfirmed, pending = pending + excluded.pending;
END;

CREATE TRIGGER count_added AFTER INSERT ON claims WHEN new.withdrawn_at IS NULL BEGIN
    INSERT INTO counting
        VALUES (1, new.outlet, new.source, new.kind, new.created_at / 86400000000, new.status, new.review + coalesce(new.verdict, 0));
END;
CREATE TRIGGER count_removed AFTER DELETE ON claims WHEN old.withdrawn_at IS NULL BEGIN
    INSERT INTO counting
        VALUES (-1, old.outlet, old.source, old.kind, old.created_at / 86400000000, old.status, old.review + coalesce(old.verdict, 0));
END;
CREATE TRIGGER count_changed AFTER UPDATE OF source, kind, status, review, verdict, withdrawn_at ON claims
WHEN (old.source, old.kind, old.status, old.review, old.verdict, old.withdrawn_at IS NULL)
    IS NOT (new.source, new.kind, new.status, new.review, new.verdict, new.withdrawn_at IS NULL) BEGIN
    INSERT INTO counting
        SELECT -1, old.outlet, old.source, old.kind, old.created_at / 86400000000, old.status, old.review + coalesce(old.verdict, 0)
        WHERE old.withdrawn_at IS NULL;
    INSERT INTO counting
        SELECT 1, new.outlet, new.source, new.kind, new.created_at / 86400000000, new.status, new.review + coalesce(new.verdict, 0)
        WHERE new.withdrawn_at IS NULL;
END;

-- The clock of a machine can be set back, and of two articles that come together the later may be written first.
CREATE VIEW latest_claim AS
    SELECT max(created_at) AS created_at FROM (
        SELECT max(created_at) AS created_at FROM claims WHERE withdrawn_at IS NULL
        UNION ALL SELECT max(created_at) FROM claims WHERE withdrawn_at IS NOT NULL
    );
CREATE TRIGGER order_of_added AFTER INSERT ON claims WHEN new.created_at < (SELECT created_at FROM latest_claim) BEGIN
    UPDATE claim_disorder SET behind = max(behind, (SELECT created_at FROM latest_claim) - new.created_at);
END;

-- What is there already.
INSERT INTO claim_counts
SELECT outlet * column1, kind * column2, CASE column3 WHEN 0 THEN -1 WHEN 1 THEN -2 - day / 32 ELSE day END, state,
    sum(confirmed), sum(attributed), sum(asserted), sum(unconfirmed), sum(disputed), sum(denied)
FROM (
    SELECT outlet, kind, created_at / 86400000000 AS day, review + coalesce(verdict, 0) AS state, sum(status = 1) AS confirmed,
        sum(status = 2) AS attributed, sum(status = 3) AS asserted, sum(status = 4) AS unconfirmed, sum(status = 5) AS disputed,
        sum(status = 6) AS denied
    FROM claims WHERE withdrawn_at IS NULL GROUP BY 1, 2, 3, 4
) CROSS JOIN (VALUES (0, 0, 0), (0, 0, 1), (0, 0, 2), (0, 1, 0), (0, 1, 1), (0, 1, 2),
            (1, 0, 0), (1, 0, 1), (1, 0, 2), (1, 1, 0), (1, 1, 1), (1, 1, 2))
GROUP BY 1, 2, 3, 4;
INSERT INTO source_counts
SELECT source, kind, review + coalesce(verdict, 0), sum(status = 1), sum(status = 2), sum(status = 3), sum(status = 4), sum(status = 5),
    sum(status = 6)
FROM claims WHERE withdrawn_at IS NULL GROUP BY 1, 2, 3;
INSERT INTO source_totals
SELECT source, count(*), sum(status = 4), sum(review = 1) FROM claims WHERE withdrawn_at IS NULL GROUP BY 1;
INSERT INTO claim_disorder
SELECT 1, coalesce(max(latest - created_at), 0)
FROM (SELECT created_at, max(created_at) OVER (ORDER BY claim) AS latest FROM claims);
