// The list of claims, windowed: ten thousand rows are known, and only those in sight are in the page.
import { StatusTag, Time, VerdictTag } from "./bits.js";
import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "./view.js";

/** Heights in rem; the rows' styles say the same. */
const ROW = 6.5;
const HEAD = 2.5;
/** Rows that are kept in the page beyond the edge, so that scrolling shows no gap. */
const BEYOND = 6;

/** What the list keeps of a claim: a tenth of it. */
export const slim = (claim) => ({
  id: claim.id,
  article: claim.article,
  ordinal: claim.ordinal,
  outlet: claim.outlet,
  text: claim.text,
  source: { id: claim.source.id, name: claim.source.name },
  status: claim.status,
  review: { state: claim.review.state, verdict: claim.review.verdict, taken_by: claim.review.taken_by, recheck: claim.review.recheck },
  replaces: claim.replaces ? true : null,
  withdrawn_at: claim.withdrawn_at,
  version: claim.version,
  created_at: claim.created_at,
});

/**
 * Claims as rows. With groups, each has a heading that says how many claims match, loaded or not; an article's claims follow its
 * text. A group stands in the list once a claim of it is loaded.
 */
export function rowsOf({ claims, groups, by }) {
  if (!by) return claims.map((claim, index) => ({ claim, place: index + 1 }));
  let place = 0;
  const members = new Map(groups.map(({ key }) => [key, []]));
  for (const claim of claims) members.get(claim.group)?.push(claim);
  if (by === "article") for (const some of members.values()) some.sort((one, other) => one.ordinal - other.ordinal);
  return groups.flatMap((head) => {
    const some = members.get(head.key);
    return some.length > 0 ? [{ head, members: some.map(({ id }) => id) }, ...some.map((claim) => ({ claim, place: (place += 1) }))] : [];
  });
}

/**
 * `name` tells the list from others; another one begins at its top. With `follow`, the current claim is kept in sight.
 * `select` takes claims into the selection or out of it; without it, nothing can be selected.
 */
export function ClaimList({ rows, name, current, follow, selected, select, href, titleOf, more, loading, who, total }) {
  const box = useRef(null);
  const [view, setView] = useState({ top: 0, height: 800 });
  const rem = useMemo(() => parseFloat(getComputedStyle(document.documentElement).fontSize) || 16, []);
  // Where each row begins, in pixels.
  const tops = useMemo(() => {
    const all = new Array(rows.length + 1);
    let top = 0;
    rows.forEach((row, index) => {
      all[index] = top;
      top += (row.claim ? ROW : HEAD) * rem;
    });
    all[rows.length] = top;
    return all;
  }, [rows, rem]);

  // From the claim whose box was used last to the one that is used with Shift, all get what it gets.
  const anchor = useRef(null);
  const pick = (id, on, isRange) => {
    const ids = claimsIn(rows);
    const [from, upTo] = [ids.indexOf(anchor.current), ids.indexOf(id)].sort((one, other) => one - other);
    select(isRange && from >= 0 ? ids.slice(from, upTo + 1) : [id], on);
    anchor.current = id;
  };

  useLayoutEffect(() => {
    const element = box.current;
    let top = element.scrollTop;
    let hidden = false;
    const measure = () => {
      // Where a claim takes the place of the list, the list comes back as it was.
      if (element.clientHeight === 0) hidden = true;
      else {
        if (hidden) element.scrollTop = top;
        hidden = false;
        top = element.scrollTop;
        setView({ top, height: element.clientHeight });
      }
    };
    measure();
    element.addEventListener("scroll", measure, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", measure);
      observer.disconnect();
    };
  }, []);

  const first = Math.max(0, below(tops, view.top) - BEYOND);
  const last = Math.min(rows.length, below(tops, view.top + view.height) + 1 + BEYOND);

  // The next page comes before its place is reached.
  useEffect(() => {
    if (more && last >= rows.length - 40) more();
  }, [last, rows.length, more]);

  useLayoutEffect(() => {
    box.current.scrollTop = 0;
    anchor.current = null;
  }, [name]);
  const place = rows.findIndex((row) => row.claim?.id === current);
  useEffect(() => {
    const element = box.current;
    if (place < 0 || !follow) return;
    const [top, bottom] = [tops[place], tops[place + 1]];
    if (top < element.scrollTop) element.scrollTop = Math.max(0, top - HEAD * rem);
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight + ROW * rem;
  }, [place, current]);

  return html`<div class="list-box" ref=${box} tabindex="0" role="region" aria-label="Claims">
    <ul class="claims" aria-busy=${loading ? "true" : "false"} style=${{ paddingTop: `${tops[first]}px`, paddingBottom: `${tops[rows.length] - tops[last]}px` }}>
      ${rows.slice(first, last).map((row) =>
        row.claim
          ? html`<${Row} key=${row.claim.id} claim=${row.claim} place=${row.place} total=${total} current=${row.claim.id === current} selected=${selected.has(row.claim.id)} pick=${select && pick} href=${href} titleOf=${titleOf} who=${who} />`
          : html`<li key=${`head ${row.head.key}`} class="group-head">${select && html`<input type="checkbox" checked=${row.members.every((id) => selected.has(id))} aria-label=${`Select all of ${row.head.name}`} onChange=${(event) => select(row.members, event.target.checked)} />`}<strong>${row.head.name}</strong> <span class="hint">${row.head.hint}</span> <span class="count">${row.head.count.toLocaleString("en")}<span class="unseen"> ${row.head.count === 1 ? "claim" : "claims"}</span></span></li>`,
      )}
    </ul>
    ${loading && html`<p class="hint list-end">Loading …</p>`}
  </div>`;
}

const claimsIn = (rows) => rows.filter((row) => row.claim).map((row) => row.claim.id);

/** The last row that begins at this height or above it. */
function below(tops, height) {
  let [low, high] = [0, tops.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tops[middle] <= height) low = middle;
    else high = middle - 1;
  }
  return low;
}

function Row({ claim, place, total, current, selected, pick, href, titleOf, who }) {
  const { state, verdict, taken_by: taken } = claim.review;
  return html`<li class=${`claim-row ${state} ${current ? "current" : ""}`} aria-posinset=${place} aria-setsize=${total}>
    ${pick && html`<input type="checkbox" checked=${selected} aria-label=${`Select: ${claim.text}`} onClick=${(event) => pick(claim.id, event.target.checked, event.shiftKey)} />`}
    <a href=${href(claim)} aria-current=${current ? "true" : undefined}>
      <span class="row-text" dir="auto">${claim.text}</span>
      <span class="row-meta">
        <${StatusTag} status=${claim.status} />
        <span class="row-source">${claim.source.name}</span>
        ${verdict && html`<${VerdictTag} verdict=${verdict} />`}
        ${state === "taken" && html`<span class="tag taken-tag"><span aria-hidden="true">✎</span> ${taken === who.name ? "you" : taken}</span>`}
        ${claim.replaces && state === "pending" && html`<span class="tag">revised</span>`}
        ${claim.review.recheck && html`<span class="tag">look again</span>`}
      </span>
      <span class="row-article"><span class="row-title" dir="auto">${titleOf(claim.article)}</span> · <span class="row-outlet">${claim.outlet}</span> · <${Time} at=${claim.created_at} /></span>
    </a>
  </li>`;
}
