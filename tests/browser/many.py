"""Multiplies an article of a stopped service's database, so that there are thousands of claims to work through.

many.py DATABASE EXTERNAL_ID COPIES: the copies have identities, external ids and times of their own; everything else is the article's.
"""

import sqlite3
import sys
import uuid


def columns(connection, table):
    return [row[1] for row in connection.execute(f"PRAGMA table_xinfo({table})") if row[6] == 0]


def main(database, external_id, copies):
    connection = sqlite3.connect(database)
    article = connection.execute("SELECT article, latest FROM articles WHERE external_id = ?", (external_id,)).fetchone()
    article, revision = article
    claims = [row[0] for row in connection.execute("SELECT claim FROM claims WHERE article = ? AND withdrawn_at IS NULL", (article,))]
    following = {table: connection.execute(f"SELECT coalesce(max({key}), 0) FROM {table}").fetchone()[0]
                 for table, key in [("articles", "article"), ("revisions", "revision"), ("claims", "claim")]}

    def copy(table, condition, values, change):
        names = columns(connection, table)
        for row in connection.execute(f"SELECT {', '.join(names)} FROM {table} WHERE {condition}", values).fetchall():
            row = change(dict(zip(names, row)))
            connection.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", [row[name] for name in names])

    with connection:
        for number in range(1, copies + 1):
            following["articles"] += 1
            following["revisions"] += 1
            new_article, new_revision, later = following["articles"], following["revisions"], number * 1_000_000
            copy("articles", "article = ?", (article,), lambda row: row | {
                "article": new_article, "id": uuid.uuid4().bytes, "external_id": f"{external_id}-{number}", "latest": None,
                "title": f"{row['title']} ({number})", "created_at": row["created_at"] + later})
            copy("revisions", "revision = ?", (revision,), lambda row: row | {"revision": new_revision, "article": new_article})
            connection.execute("UPDATE articles SET latest = ? WHERE article = ?", (new_revision, new_article))
            for table in ["attributions", "attribution_vias", "furniture", "notes"]:
                copy(table, "revision = ?", (revision,), lambda row: row | {"revision": new_revision})
            for claim in claims:
                following["claims"] += 1
                new = following["claims"]
                copy("claims", "claim = ?", (claim,), lambda row: row | {
                    "claim": new, "id": uuid.uuid4().bytes, "article": new_article, "revision": new_revision,
                    "created_at": row["created_at"] + later, "updated_at": row["updated_at"] + later})
                copy("claim_texts", "claim = ?", (claim,), lambda row: row | {"claim": new})
                copy("claim_bases", "claim = ?", (claim,), lambda row: row | {"claim": new})
        connection.execute("INSERT INTO claim_words (claim_words) VALUES ('rebuild')")
    print(connection.execute("SELECT count(*) FROM claims WHERE review = 1 AND withdrawn_at IS NULL").fetchone()[0])


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
