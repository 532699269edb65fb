// The claims of a filter: page by page, or group by group over everything that matches, and kept up to date.
// In: the words of an address. Out: what is loaded of them so far, and the way to more.
import { get, query } from "./api.js";
import { filterOf } from "./filters.js";
import { slim } from "./list.js";
import { useCallback, useEffect, useRef, useState } from "./view.js";

/** Claims that are asked for first, so that something is there at once; and with each page after that. */
const [FIRST, PAGE] = [50, 200];
/** Groups whose claims are asked for together: as many as an address can name. */
const TOGETHER = 40;

/** What an address groups by: `article`, `source` or nothing. */
export const groupOf = (words) => (["article", "source"].includes(words.get("group")) ? words.get("group") : "");

/** Pages of claims as they come, with the articles that they stand in: `{claims, articles, more}`. */
async function* pagesOf(pairs, signal, first = PAGE) {
  let cursor = null;
  do {
    const page = await get(`/v1/claims${query([...pairs, ["limit", cursor ? PAGE : first], ["cursor", cursor]])}`, { signal });
    cursor = page.next;
    yield { claims: page.claims, articles: page.articles, more: Boolean(cursor) };
  } while (cursor);
}

const headOf = ({ article, source, claims }) =>
  article ? { key: article.id, name: article.title ?? article.external_id, hint: article.outlet, count: claims } : { key: source.id, name: source.name, hint: "", count: claims };

/** Some groups at a time, so that one page holds all their claims, unless one group is larger than a page. */
function batchesOf(groups) {
  const batches = [];
  let [batch, size] = [[], 0];
  for (const group of groups) {
    if (batch.length > 0 && (size + group.count > PAGE || batch.length === TOGETHER)) {
      batches.push(batch);
      [batch, size] = [[], 0];
    }
    batch.push(group);
    size += group.count;
  }
  return batch.length > 0 ? [...batches, batch] : batches;
}

/** Groups in the order of the service, each with all its claims before the next: `{groups, claims, articles, more}`. */
async function* groupsOf(pairs, by, signal) {
  const others = pairs.filter(([name]) => name !== by);
  let cursor = null;
  do {
    const page = await get(`/v1/claims/groups${query([["by", by], ...pairs.filter(([name]) => name !== "sort"), ["limit", PAGE], ["cursor", cursor]])}`, { signal });
    cursor = page.next;
    let groups = page.groups.map(headOf);
    const batches = batchesOf(groups);
    for (const [place, batch] of batches.entries()) {
      const isLast = place + 1 === batches.length && !cursor;
      let [gathered, headings] = [[], []];
      for await (const { claims, articles, more } of pagesOf([...others, ...batch.map(({ key }) => [by, key])], signal)) {
        gathered.push(...claims);
        headings.push(...articles);
        // Nothing comes in above what is shown already: several groups come together, and the claims of an article follow its text.
        if (more && (batch.length > 1 || by === "article")) continue;
        yield { groups, claims: gathered, articles: headings, more: more || !isLast };
        [groups, gathered, headings] = [[], [], []];
      }
    }
  } while (cursor);
}

export function useClaims(words) {
  const by = groupOf(words);
  const pairs = filterOf(words);
  const key = `${by}?${pairs.map(([name, value]) => `${name}=${value}`).join("&")}`;
  const [list, setList] = useState({ key: "", by: "", claims: [], groups: [], titles: new Map(), more: false, loading: true, problem: null });
  const [round, setRound] = useState(0);
  const source = useRef(null);

  const step = useCallback(async (from) => {
    if (!from || from.busy || from.ended) return;
    from.busy = true;
    try {
      const { value, done } = await from.pages.next();
      if (from !== source.current) return;
      from.ended = done || !value.more;
      const [claims, groups, articles] = done ? [[], [], []] : [value.claims, value.groups ?? [], value.articles];
      const fresh = from.fresh;
      from.fresh = false;
      setList((known) => {
        const before = fresh ? { claims: [], groups: [], titles: [] } : known;
        const ids = new Set(before.claims.map(({ id }) => id));
        const own = claims.filter(({ id }) => !ids.has(id)).map((claim) => ({ ...slim(claim), group: from.by === "source" ? claim.source.id : claim.article }));
        const titles = new Map([...before.titles, ...articles.map((article) => [article.id, article.title ?? article.external_id])]);
        return { key: from.key, by: from.by, claims: before.claims.concat(own), groups: before.groups.concat(groups), titles, more: !from.ended, loading: false, problem: null };
      });
    } catch (problem) {
      from.ended = true;
      if (from === source.current && problem.name !== "AbortError") setList((known) => ({ ...known, more: false, loading: false, problem }));
    } finally {
      from.busy = false;
    }
  }, []);
  useEffect(() => {
    const stop = new AbortController();
    const pages = by ? groupsOf(pairs, by, stop.signal) : pagesOf(pairs, stop.signal, FIRST);
    source.current = { key, by, pages, busy: false, ended: false, fresh: true };
    setList((known) => ({ ...known, loading: true }));
    step(source.current);
    return () => stop.abort();
  }, [key, round]);

  const more = useCallback(() => step(source.current), []);
  /** Claims as they are now take the place of those that are known; the rest of the list stays as it is. */
  const put = useCallback((changed) => {
    const byId = new Map(changed.map((claim) => [claim.id, slim(claim)]));
    setList((known) => ({ ...known, claims: known.claims.map((claim) => (byId.has(claim.id) ? { ...byId.get(claim.id), group: claim.group } : claim)) }));
  }, []);
  const drop = useCallback((test) => setList((known) => ({ ...known, claims: known.claims.filter((claim) => !test(claim)) })), []);
  const reload = useCallback(() => setRound((one) => one + 1), []);
  return { ...list, loadMore: more, put, drop, reload };
}
