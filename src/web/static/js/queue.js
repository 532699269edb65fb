// The queue: the list of claims, the claim in its article, and the verdict, side by side.
import { Problem, get, query } from "./api.js";
import { ArticleText, Legend, marksOf, show } from "./article.js";
import { Key, Trouble, announce, shortcut } from "./bits.js";
import { ClaimPanel, mayReview } from "./claim.js";
import { CorrectSource, CorrectStatus } from "./correct.js";
import { dropDraft } from "./drafts.js";
import { Filters, filterOf } from "./filters.js";
import { ClaimList, rowsOf, slim } from "./list.js";
import { onEvent, onState } from "./live.js";
import { act as review, actOnAll, lastStep, onSteps, refusal, undo } from "./review.js";
import { address, go } from "./route.js";
import { handle } from "./shortcuts.js";
import { html, useCallback, useEffect, useMemo, useRef, useState } from "./view.js";
import { VERDICTS, VERDICT_SIGN, count, happened, moment } from "./words.js";

const PAGE = 200;

/** The claims of a filter, page by page, and kept up to date. */
function useClaims(words) {
  const key = filterOf(words).map(([name, value]) => `${name}=${value}`).join("&");
  const [list, setList] = useState({ key: "", claims: [], next: null, loading: true, problem: null });
  const now = useRef(list);
  now.current = list;
  const busy = useRef(false);
  const [round, setRound] = useState(0);

  const load = useCallback(
    async (cursor, signal) => {
      busy.current = true;
      try {
        const page = await get(`/v1/claims${query([...filterOf(words), ["limit", cursor ? PAGE : 50], ["cursor", cursor]])}`, { signal });
        if (signal?.aborted) return;
        setList((known) => {
          const before = cursor ? known.claims : [];
          const ids = new Set(before.map(({ id }) => id));
          return { key, claims: before.concat(page.claims.filter(({ id }) => !ids.has(id)).map(slim)), next: page.next, loading: false, problem: null };
        });
      } catch (problem) {
        if (problem.name !== "AbortError") setList((known) => ({ ...known, loading: false, problem, next: cursor ? known.next : null }));
      } finally {
        busy.current = false;
      }
    },
    [key],
  );
  useEffect(() => {
    const stop = new AbortController();
    setList((known) => ({ ...known, loading: true }));
    load(null, stop.signal);
    return () => stop.abort();
  }, [key, round]);

  const more = useCallback(() => {
    const { next, key: loaded, problem } = now.current;
    if (next && !busy.current && loaded === key && !problem) load(next);
  }, [key, load]);
  const put = useCallback((changed) => {
    const byId = new Map(changed.map((claim) => [claim.id, slim(claim)]));
    setList((known) => ({ ...known, claims: known.claims.map((claim) => byId.get(claim.id) ?? claim) }));
  }, []);
  const drop = useCallback((test) => setList((known) => ({ ...known, claims: known.claims.filter((claim) => !test(claim)) })), []);
  return { ...list, more, put, drop, reload: () => setRound((one) => one + 1), known: now };
}

/** Headlines of articles, asked for once each. */
function useTitles() {
  const [titles, setTitles] = useState(new Map());
  const cursor = useRef({ next: null, done: false, busy: false, pages: 0 });
  const load = useCallback(async () => {
    const place = cursor.current;
    if (place.busy || place.done || place.pages >= 25) return;
    place.busy = true;
    try {
      const page = await get(`/v1/articles${query([["limit", 200], ["cursor", place.next]])}`);
      place.next = page.next;
      place.done = !page.next;
      place.pages += 1;
      setTitles((known) => new Map([...known, ...page.articles.map((article) => [article.id, article.title ?? article.external_id])]));
    } catch {
      place.done = true;
    }
    place.busy = false;
  }, []);
  const learn = useCallback((article) => setTitles((known) => new Map(known).set(article.id, article.title ?? article.external_id)), []);
  const forget = useCallback(() => {
    cursor.current = { next: null, done: false, busy: false, pages: 0 };
    load();
  }, [load]);
  return { titles, load, learn, forget };
}

export function QueuePage({ words, who }) {
  const list = useClaims(words);
  const { titles, load: loadTitles, learn, forget } = useTitles();
  const [article, setArticle] = useState({ id: null, value: null, problem: null });
  const [selected, setSelected] = useState(new Set());
  const [trouble, setTrouble] = useState(null);
  const [dialog, setDialog] = useState(null);
  const [toast, setToast] = useState(null);
  const [news, setNews] = useState({ claims: 0, article: null });
  const [round, setRound] = useState(0);
  const [busy, setBusy] = useState(false);

  const group = words.get("group") ?? "";
  const titleOf = useCallback((id) => titles.get(id) ?? "Untitled article", [titles]);
  const rows = useMemo(() => rowsOf(list.claims, group, titleOf), [list.claims, group, titles]);
  const claims = useMemo(() => rows.filter((row) => row.claim).map((row) => row.claim), [rows]);
  const asked = words.get("claim");
  const current = asked ?? claims[0]?.id ?? null;
  const slimCurrent = claims.find(({ id }) => id === current);
  const claim = article.value?.claims.find(({ id }) => id === current) ?? null;

  useEffect(() => {
    document.title = "Queue · claimdesk";
  }, []);
  useEffect(() => {
    if (list.claims.some(({ article: id }) => !titles.has(id))) loadTitles();
  }, [list.claims, titles]);

  const to = useCallback(
    (id) => {
      const next = new URLSearchParams(words);
      next.set("claim", id);
      return address("queue", next);
    },
    [words],
  );
  const href = useCallback((one) => to(one.id), [to]);

  // The article of the claim that is looked at. A claim that is not in the list (a shared address) names its article itself.
  const loadArticle = useCallback(async (claimId, articleId) => {
    try {
      const id = articleId ?? (await get(`/v1/claims/${encodeURIComponent(claimId)}`)).article;
      const value = await get(`/v1/articles/${id}`);
      // A withdrawn claim stands in no list of the article's claims.
      if (!value.claims.some((one) => one.id === claimId)) value.claims.push(await get(`/v1/claims/${encodeURIComponent(claimId)}`));
      setArticle((known) => (wanted.current === claimId ? { id, value, problem: null } : known));
      learn(value.article);
      setNews((known) => ({ ...known, article: null }));
    } catch (problem) {
      setArticle((known) => (wanted.current === claimId ? { id: null, value: null, problem } : known));
    }
  }, []);
  const wanted = useRef(current);
  wanted.current = current;
  const articleId = slimCurrent?.article ?? null;
  useEffect(() => {
    setTrouble(null);
    if (!current) setArticle({ id: null, value: null, problem: null });
    else if (!article.value?.claims.some(({ id }) => id === current)) loadArticle(current, articleId);
  }, [current]);

  const put = useCallback((changed) => {
    list.put(changed);
    setArticle((known) => {
      if (!known.value) return known;
      const byId = new Map(changed.map((one) => [one.id, one]));
      return { ...known, value: { ...known.value, claims: known.value.claims.map((one) => byId.get(one.id) ?? one) } };
    });
  }, []);

  // What others do.
  const shown = useRef({});
  shown.current = { article, claims: list.claims, current };
  useEffect(() => {
    const changed = new Set();
    let timer = null;
    const refresh = async () => {
      timer = null;
      const ids = [...changed].slice(0, 50);
      changed.clear();
      const found = await Promise.all(ids.map((id) => get(`/v1/claims/${id}`).catch(() => null)));
      put(found.filter(Boolean));
      setRound((one) => one + 1);
    };
    return onEvent((event) => {
      const { article: open, claims: known } = shown.current;
      if (event.action === "article-erased") {
        // The event no longer names the article: whether the open one is still there is asked.
        if (open.id) {
          get(`/v1/articles/${open.id}`).catch((problem) => {
            if (problem.status === 404) {
              setArticle({ id: null, value: null, problem: new Problem(404, { code: "erased", detail: `${event.actor} erased this article.` }) });
              list.drop((one) => one.article === open.id);
            }
          });
        }
        list.reload();
      } else if (event.action === "article-added") {
        setNews((now) => ({ ...now, claims: now.claims + 1 }));
      } else if (["article-revised", "article-reanalysed"].includes(event.action)) {
        if (event.article === open.id) setNews((now) => ({ ...now, article: event }));
        else setNews((now) => ({ ...now, claims: now.claims + 1 }));
      } else if (event.claim && (known.some(({ id }) => id === event.claim) || open.value?.claims.some(({ id }) => id === event.claim))) {
        changed.add(event.claim);
        timer ??= setTimeout(refresh, 150);
      }
      if (event.claim && event.claim === shown.current.current && event.actor !== who.name) announce(`${event.actor} ${happened(event)}`);
    });
  }, []);

  // After a broken connection everything is asked for again: what the feed says afterwards lies on top of it.
  useEffect(() => {
    let broken = false;
    return onState((state) => {
      if (state === "live" && broken) {
        list.reload();
        if (shown.current.current) loadArticle(shown.current.current, null);
      }
      broken = state !== "live" && (broken || state === "broken");
    });
  }, []);

  const step = (by) => {
    const place = claims.findIndex(({ id }) => id === current);
    const next = claims[Math.max(0, Math.min(claims.length - 1, place + by))];
    if (next) go(to(next.id), { replace: true });
  };
  /** The next claim that nobody decided on. */
  const goOn = () => {
    const place = claims.findIndex(({ id }) => id === current);
    const open = (one) => one.id !== current && one.review.state !== "decided";
    const next = claims.slice(place + 1).find(open) ?? claims.slice(0, Math.max(0, place)).find(open);
    if (next) go(to(next.id), { replace: true });
    else announce("That was the last one in this list.");
  };

  const attempt = async (target, body, words, after) => {
    setBusy(true);
    setTrouble(null);
    try {
      const now = await review(target, body, words);
      put([now]);
      setToast({ words });
      announce(words);
      after?.(now);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (problem.body.claim?.id) put([problem.body.claim]);
      else if (problem.code === "claim-withdrawn" || problem.status === 404) loadArticle(target.id, null);
      const again = problem.code === "changed-meanwhile" ? problem.body.claim : target;
      const retry = again && problem.code !== "claim-withdrawn" && problem.status !== 404;
      setTrouble({ claim: target.id, problem, again: retry ? () => attempt(again, body, words, after) : null });
      announce(problem.code === "changed-meanwhile" ? `Somebody was faster. ${refusal(problem)}` : `Not saved. ${problem.message}`);
    }
    setBusy(false);
    setRound((one) => one + 1);
  };
  const decide = (body) => {
    if (busy) return;
    attempt(claim, body, `${body.verdict}: ${short(claim.text)}`, () => {
      dropDraft(claim.id);
      goOn();
    });
  };
  const WORDS = { take: "Taken", release: "Given back", reopen: "Verdict taken away" };
  const act = (body) => attempt(claim, body, `${WORDS[body.action]}: ${short(claim.text)}`);
  const correct = (what) => async (value) => {
    setDialog(null);
    await attempt(claim, { correct: { [what]: value } }, `Corrected the ${what}: ${short(claim.text)}`);
  };
  const back = async () => {
    setBusy(true);
    try {
      const result = await undo();
      if (!result) announce("There is nothing to undo.");
      else {
        put(result.done);
        const words = result.refused.length > 0 ? `Not undone: ${refusal(result.refused[0].problem)}` : `Undone. ${result.words}`;
        setToast({ words, done: true });
        announce(words);
        if (result.done[0]) go(to(result.done[0].id), { replace: true });
      }
    } catch (problem) {
      setToast({ words: `Not undone. ${problem.message}`, done: true });
    }
    setBusy(false);
    setRound((one) => one + 1);
  };
  const select = (id) => {
    setSelected((known) => {
      const next = new Set(known);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  };
  const bulk = async (body) => {
    const targets = list.claims.filter(({ id }) => selected.has(id));
    setBusy(true);
    try {
      const { done, refused } = await actOnAll(targets, body, (number) => `${body.verdict}: ${count(number, "claim")}`);
      put(done);
      put(refused.map(({ problem }) => problem.claim).filter(Boolean));
      setSelected(new Set(refused.map(({ claim: one }) => one.id)));
      const words = refused.length === 0 ? `${body.verdict}: ${count(done.length, "claim")}` : `${count(done.length, "claim")} decided, ${refused.length} not: ${refusal(refused[0].problem)}`;
      setToast({ words });
      announce(words);
    } catch (problem) {
      setToast({ words: `Not saved. ${problem.message}`, done: true });
    }
    setBusy(false);
    setRound((one) => one + 1);
  };

  useEffect(() => {
    const stops = [
      handle("next", () => step(1)),
      handle("previous", () => step(-1)),
      handle("undo", back),
      handle("select", () => current && select(current)),
      handle("source", () => claim && mayReview(who) && setDialog("source")),
      handle("status", () => claim && mayReview(who) && setDialog("status")),
    ];
    return () => stops.forEach((stop) => stop());
  });

  const names = (name, value) => {
    if (name === "article") return titleOf(value);
    if (name === "source") return list.claims.find(({ source }) => source.id === value)?.source.name ?? value;
    return value;
  };
  return html`<main id="main" class=${`queue ${asked ? "has-claim" : ""}`} tabindex="-1">
    <h1 class="unseen">Claims to review</h1>
    <div class="list-side">
      <${Filters} words=${words} who=${who} round=${round} names=${names} />
      <${Grouping} words=${words} group=${group} loaded=${list.claims.length} more=${Boolean(list.next)} />
      ${news.claims > 0 && html`<button type="button" class="news" onClick=${() => {
        setNews((now) => ({ ...now, claims: 0 }));
        forget();
        list.reload();
      }}>${count(news.claims, "article")} came in or changed: show</button>`}
      <${Trouble} problem=${list.problem} retry=${list.reload} what="The list can't be loaded." />
      ${!list.loading && !list.problem && claims.length === 0 && html`<${Nothing} words=${words} />`}
      <${ClaimList} rows=${rows} current=${current} selected=${selected} select=${select} href=${href} titleOf=${titleOf} more=${list.more} loading=${list.loading} who=${who} total=${list.next ? -1 : claims.length} />
      ${selected.size > 0 && mayReview(who) && html`<${Bulk} number=${selected.size} decide=${bulk} clear=${() => setSelected(new Set())} busy=${busy} />`}
    </div>
    <div class="article-box" tabindex="0" role="region" aria-label="Article">
      <a class="back" href=${back2list(words)}>← To the list</a>
      ${news.article && html`<div class="trouble" role="status"><p>A new version of this article came in while you read.</p><button type="button" onClick=${() => {
        list.reload();
        loadArticle(current, null);
      }}>Show it</button></div>`}
      ${article.problem && html`<${Trouble} problem=${article.problem} what="This article can't be shown." retry=${() => loadArticle(current, null)} />`}
      ${article.value && html`<${ArticleView} found=${article.value} claim=${claim} href=${href} />`}
    </div>
    <div class="panel-side">
      ${claim && html`<${ClaimPanel} claim=${claim} who=${who} decide=${decide} act=${act} open=${setDialog} trouble=${trouble?.claim === claim.id ? trouble : null} busy=${busy} settle=${(again) => {
        const retry = trouble.again;
        setTrouble(null);
        if (again) retry?.();
      }} />`}
    </div>
    <${Toast} toast=${toast} close=${() => setToast(null)} back=${back} />
    ${dialog === "source" && claim && html`<${CorrectSource} claim=${claim} choose=${correct("source")} close=${() => setDialog(null)} />`}
    ${dialog === "status" && claim && html`<${CorrectStatus} claim=${claim} choose=${correct("status")} close=${() => setDialog(null)} />`}
  </main>`;
}

const short = (text) => (text.length > 70 ? `“${text.slice(0, 68)}…”` : `“${text}”`);

function back2list(words) {
  const next = new URLSearchParams(words);
  next.delete("claim");
  return address("queue", next);
}

function Grouping({ words, group, loaded, more }) {
  const choose = (event) => {
    const next = new URLSearchParams(words);
    if (event.target.value) next.set("group", event.target.value);
    else next.delete("group");
    go(address("queue", next));
  };
  return html`<div class="list-head">
    <span class="hint">${loaded.toLocaleString("en")}${more ? "+" : ""} ${loaded === 1 ? "claim" : "claims"}</span>
    <span class="row"><span class="hint"><${Key} command="previous" /> <${Key} command="next" /></span>
    <label class="hint">Group <select value=${group} onChange=${choose}>
      <option value="">by nothing</option>
      <option value="article">by article</option>
      <option value="source">by source</option>
    </select></label></span>
  </div>`;
}

const Nothing = ({ words }) => html`<div class="nothing">
  <p><strong>Nothing to do here.</strong></p>
  <p class="hint">${[...words].length > 0 ? html`No claim fits these filters. <a href="#/queue">Take them away</a>` : "Every claim has its verdict, or no article has come in yet."}</p>
</div>`;

function ArticleView({ found, claim, href }) {
  const { article } = found;
  const marks = useMemo(() => marksOf({ furniture: article.furniture, claims: found.claims, attributions: found.attributions }, claim), [found, claim]);
  // The number at the words leads back to the reason.
  const follow = (event) => {
    const number = event.target.closest?.(".basis-number");
    if (!number) return;
    event.preventDefault();
    event.stopPropagation();
    show(`reason-${number.textContent}`);
  };
  return html`<article class="article" onClickCapture=${follow}>
    <header>
      <p class="kicker">${article.outlet}${article.revision > 1 ? ` · revision ${article.revision}` : ""}</p>
      <h2>${article.title ?? article.external_id}</h2>
      <p class="hint">${article.byline ? `${article.byline} · ` : ""}${article.published_at ? moment(article.published_at) : "no date"} · <a href=${address("queue", [["article", article.id], ["review", "any"]])}>all ${count(found.claims.length, "claim")}</a></p>
    </header>
    <${Legend} voice=${!claim?.attribution} />
    <${ArticleText} body=${article.body} marks=${marks} current=${claim} keyOf=${(one) => one.id} href=${href} lang=${article.language ?? undefined} />
    ${article.notes.length > 0 && html`<ul class="notes">${article.notes.map((note) => html`<li key=${note.code} class="hint">${note.detail}</li>`)}</ul>`}
  </article>`;
}

function Bulk({ number, decide, clear, busy }) {
  const [verdict, setVerdict] = useState(null);
  const [reason, setReason] = useState("");
  const send = (event) => {
    event.preventDefault();
    if (!reason.trim()) return;
    decide({ verdict, reason: reason.trim() });
    setVerdict(null);
    setReason("");
  };
  return html`<section class="bulk" aria-label="Verdict on the selection">
    <p class="row"><strong>${count(number, "claim")} selected</strong> <button type="button" class="quiet" onClick=${clear}>Clear</button></p>
    <div class="row">
      ${VERDICTS.map((one) => html`<button key=${one} type="button" disabled=${busy} aria-pressed=${verdict === one ? "true" : "false"} onClick=${() => (one === "verified" ? decide({ verdict: one }) : setVerdict(one))}><span aria-hidden="true">${VERDICT_SIGN[one]}</span> ${one}</button>`)}
    </div>
    ${verdict &&
    html`<form onSubmit=${send}>
      <label for="bulk-reason">Why ${verdict}?</label>
      <textarea id="bulk-reason" rows="2" required value=${reason} onInput=${(event) => setReason(event.target.value)}></textarea>
      <p class="row"><button type="submit" class="primary" disabled=${busy}>Decide ${count(number, "claim")}: ${verdict}</button><button type="button" onClick=${() => setVerdict(null)}>Cancel</button></p>
    </form>`}
  </section>`;
}

/** What was just done, with the way back. It stays until the next thing is done. */
function Toast({ toast, close, back }) {
  const [, again] = useState(0);
  useEffect(() => onSteps(() => again((one) => one + 1)), []);
  if (!toast) return null;
  return html`<div class="toast">
    <span>${toast.words}</span>
    ${!toast.done && lastStep() && html`<button type="button" aria-keyshortcuts=${shortcut("undo")} onClick=${back}>Undo <${Key} command="undo" /></button>`}
    <button type="button" class="quiet" aria-label="Close" onClick=${close}>✕</button>
  </div>`;
}
