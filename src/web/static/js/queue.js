// The queue: the list of claims, the claim in its article, and the verdict, side by side.
import { Problem, get, query } from "./api.js";
import { Key, Trouble, announce, shortcut, usePage } from "./bits.js";
import { Bulk, Toast } from "./bulk.js";
import { ClaimPanel, mayReview } from "./claim.js";
import { groupOf, useClaims } from "./claims.js";
import { CorrectSource, CorrectStatus } from "./correct.js";
import { draftOf, dropDraft } from "./drafts.js";
import { Filters, ORDERS, orderOf, replaced, totalOf, useCounts } from "./filters.js";
import { ClaimList, rowsOf } from "./list.js";
import { onEvent, onState } from "./live.js";
import { ArticleView, Gone } from "./reading.js";
import { act as review, actOnAll, refusal, undo } from "./review.js";
import { address, go, read } from "./route.js";
import { handle } from "./shortcuts.js";
import { html, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "./view.js";
import { count, happened } from "./words.js";

export function QueuePage({ words, who }) {
  const list = useClaims(words);
  const [article, setArticle] = useState({ id: null, value: null, problem: null });
  const [selected, setSelected] = useState(new Set());
  const [trouble, setTrouble] = useState(null);
  const [dialog, setDialog] = useState(null);
  const [toast, setToast] = useState(null);
  const [news, setNews] = useState({ claims: 0, article: null });
  const [gone, setGone] = useState(null);
  const [round, setRound] = useState(0);
  const [busy, setBusy] = useState(false);
  const working = useRef(false);

  const counts = useCounts(words, round);
  const titleOf = useCallback((id) => list.titles.get(id) ?? "Untitled article", [list.titles]);
  const rows = useMemo(() => rowsOf(list), [list.claims, list.groups]);
  const claims = useMemo(() => rows.filter((row) => row.claim).map((row) => row.claim), [rows]);
  const asked = words.get("claim");
  const current = asked ?? claims[0]?.id ?? null;
  const slimCurrent = claims.find(({ id }) => id === current);
  const claim = article.value?.claims.find(({ id }) => id === current) ?? null;

  usePage("Queue");
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
    // The next one was fetched ahead: it is shown at once, and as it is now as soon as that has come.
    const fetched = ahead.current;
    if (articleId && fetched?.article.id === articleId && fetched.claims.some((one) => one.id === claimId)) setArticle({ id: articleId, value: fetched, problem: null });
    try {
      const id = articleId ?? (await get(`/v1/claims/${encodeURIComponent(claimId)}`)).article;
      const value = await get(`/v1/articles/${id}`);
      // A withdrawn claim stands in no list of the article's claims.
      if (!value.claims.some((one) => one.id === claimId)) value.claims.push(await get(`/v1/claims/${encodeURIComponent(claimId)}`));
      setArticle((known) => (wanted.current === claimId ? { id, value, problem: null } : known));
      setNews((known) => ({ ...known, article: null }));
    } catch (problem) {
      setArticle((known) => (wanted.current === claimId ? { id: null, value: null, problem } : known));
    }
  }, []);
  const wanted = useRef(current);
  wanted.current = current;
  // The article of the next claim is fetched while this one is read, so that going on shows it at once.
  const ahead = useRef(null);
  const shownArticle = article.value?.article.id ?? null;
  const nextArticle = claims.slice(claims.findIndex(({ id }) => id === current) + 1).find((one) => one.review.state !== "decided")?.article ?? null;
  useEffect(() => {
    if (!shownArticle || !nextArticle || nextArticle === shownArticle || ahead.current?.article.id === nextArticle) return;
    get(`/v1/articles/${nextArticle}`).then((value) => (ahead.current = value), () => {});
  }, [shownArticle, nextArticle]);
  const articleId = slimCurrent?.article ?? null;
  useEffect(() => {
    setTrouble(null);
    if (!current) setArticle({ id: null, value: null, problem: null });
    else if (!article.value?.claims.some(({ id }) => id === current)) loadArticle(current, articleId);
  }, [current]);

  const put = useCallback((changed) => {
    list.put(changed);
    const byId = new Map(changed.map((one) => [one.id, one]));
    const renewed = (value) => value && { ...value, claims: value.claims.map((one) => byId.get(one.id) ?? one) };
    ahead.current = renewed(ahead.current);
    setArticle((known) => ({ ...known, value: renewed(known.value) }));
  }, []);

  /** Takes an article away that is no longer there, and keeps what was typed about it in sight. */
  const takeAway = (open, words) => {
    const typed = open.value?.claims.map(({ id }) => draftOf(id)).find((draft) => draft?.reason);
    for (const { id } of open.value?.claims ?? []) dropDraft(id);
    setGone({ words, title: open.value?.article.title ?? null, typed: typed?.reason ?? "" });
    setArticle({ id: null, value: null, problem: null });
    list.drop((one) => one.article === open.id);
    announce(words);
  };

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
        ahead.current = null;
        if (open.id) get(`/v1/articles/${open.id}`).catch((problem) => problem.status === 404 && takeAway(open, `${event.actor} erased the article that you were reading.`));
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
    // From where the address is by now: the next key may come before this step is drawn.
    const from = read().words.get("claim") ?? current;
    const place = claims.findIndex(({ id }) => id === from);
    const at = Math.max(0, Math.min(claims.length - 1, place + by));
    const next = claims[at];
    if (!next) return;
    go(to(next.id), { replace: true });
    announce(at === place ? `This is the ${by > 0 ? "last" : "first"} one in the list.` : `${next.status}, ${next.source.name}: ${next.text}`);
  };
  /** Goes to the next claim that nobody decided on, and gives it; null where there is none. */
  const goOn = () => {
    const place = claims.findIndex(({ id }) => id === current);
    const open = (one) => one.id !== current && one.review.state !== "decided";
    const next = claims.slice(place + 1).find(open) ?? claims.slice(0, Math.max(0, place)).find(open);
    hadFocus.current = Boolean(document.querySelector(".panel")?.contains(document.activeElement));
    if (next) go(to(next.id), { replace: true });
    return next ?? null;
  };
  // The button that was pressed went away with its claim: the next claim's words take the focus.
  const hadFocus = useRef(false);
  useLayoutEffect(() => {
    if (!claim || !hadFocus.current) return;
    hadFocus.current = false;
    if (document.activeElement === document.body) document.getElementById("claim-words").focus();
  }, [claim?.id]);

  /** `after` gives the claim that comes then, null where there is none; `back` undoes what was done besides. */
  const attempt = async (target, body, words, { after, besides } = {}) => {
    // The next key may come before this step is drawn.
    if (working.current) return;
    working.current = true;
    setBusy(true);
    setTrouble(null);
    try {
      const { now, step } = await review(target, body, words);
      put([now]);
      let all = words;
      try {
        step.back = await besides?.();
      } catch (problem) {
        all = `${words}. The name was not taught: ${problem.message}`;
      }
      const next = after?.();
      const said = next === null ? `${all} That was the last one in this list.` : all;
      setToast({ words: said });
      announce(next ? `${all}. Next: ${next.text}` : said);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (problem.body.claim?.id) put([problem.body.claim]);
      else if (problem.code === "claim-withdrawn" || problem.status === 404) loadArticle(target.id, null);
      const again = problem.code === "changed-meanwhile" ? problem.body.claim : target;
      const retry = again && problem.code !== "claim-withdrawn" && problem.status !== 404;
      setTrouble({ claim: target.id, problem, again: retry ? () => attempt(again, body, words, { after, besides }) : null });
      announce(problem.code === "changed-meanwhile" ? `Somebody was faster. ${refusal(problem)}` : `Not saved. ${problem.message}`);
    } finally {
      working.current = false;
      setBusy(false);
      setRound((one) => one + 1);
    }
  };
  const decide = (body) => {
    const after = () => {
      dropDraft(claim.id);
      if (claim.replaces) dropDraft(claim.replaces.id);
      select([claim.id], false);
      return goOn();
    };
    attempt(claim, body, `${body.verdict}: ${short(claim.text)}`, { after });
  };
  const WORDS = { take: "Taken", release: "Given back", reopen: "Verdict taken away" };
  const act = (body) => attempt(claim, body, `${WORDS[body.action]}: ${short(claim.text)}`);
  const correct = (what) => async (value, besides) => {
    setDialog(null);
    await attempt(claim, { correct: { [what]: value } }, `Corrected the ${what}: ${short(claim.text)}`, { besides });
  };
  const back = async () => {
    setBusy(true);
    try {
      const result = await undo();
      if (!result) announce("There is nothing to undo.");
      else {
        put(result.done);
        const kept = result.kept ? `. The source keeps the name that it was taught: ${result.kept.message}` : "";
        const words = result.refused.length > 0 ? `Not undone: ${refusal(result.refused[0].problem)}` : `Undone. ${result.words}${kept}`;
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
  /** Takes claims into the selection, or out of it. */
  const select = (ids, on) => {
    setSelected((known) => {
      const next = new Set(known);
      for (const id of ids) if (on) next.add(id);
      else next.delete(id);
      return next;
    });
  };
  const isSelected = selected.has(current);
  // What is selected and no longer in the list, because other filters were chosen, is not decided on unseen.
  const targets = list.claims.filter(({ id }) => selected.has(id));
  const bulk = async (body) => {
    setBusy(true);
    let failed = null;
    try {
      const { done, refused } = await actOnAll(targets, body, (number) => `${body.verdict}: ${count(number, "claim")}`);
      put(done);
      put(refused.map(({ problem }) => problem.claim).filter(Boolean));
      setSelected(new Set(refused.map(({ claim: one }) => one.id)));
      if (refused.length === 0) document.querySelector(".list-box")?.focus();
      const words = refused.length === 0 ? `${body.verdict}: ${count(done.length, "claim")}` : `${count(done.length, "claim")} decided, ${refused.length} not: ${refusal(refused[0].problem)}`;
      setToast({ words });
      announce(words);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      failed = problem;
      announce(`Not saved. ${problem.message}`);
    }
    setBusy(false);
    setRound((one) => one + 1);
    return failed;
  };

  // In place as soon as it is drawn: no key is lost between two claims.
  useLayoutEffect(() => {
    const stops = [
      handle("next", () => step(1)),
      handle("previous", () => step(-1)),
      handle("undo", back),
      handle("select", () => current && mayReview(who) && select([current], !isSelected)),
      handle("source", () => claim && mayReview(who) && setDialog("source")),
      handle("status", () => claim && mayReview(who) && setDialog("status")),
    ];
    return () => stops.forEach((stop) => stop());
  });

  // In a narrow window list and claim take turns: each begins at its top, and has the focus.
  const isOpen = Boolean(asked);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (wasOpen.current === isOpen) return;
    wasOpen.current = isOpen;
    const back = document.querySelector(".back");
    if (isOpen && !back.checkVisibility()) return;
    scrollTo(0, 0);
    (isOpen ? back : document.querySelector(".list-box")).focus({ preventScroll: true });
  }, [isOpen]);

  const total = totalOf(words, counts);
  const names = (name, value) => {
    if (name === "article") return article.value?.article.id === value ? (article.value.article.title ?? article.value.article.external_id) : titleOf(value);
    if (name === "q") return `“${value}”`;
    if (name === "taken_by") return `taken by ${value}`;
    if (name === "decided_by") return `decided by ${value}`;
    if (name === "source") return list.claims.find(({ source }) => source.id === value)?.source.name ?? value;
    return value;
  };
  return html`<main id="main" class=${`queue ${asked ? "has-claim" : ""}`} tabindex="-1">
    <h1 class="unseen">Claims to review</h1>
    <div class="list-side">
      <${Filters} words=${words} who=${who} counts=${counts} names=${names} />
      <${Ordering} words=${words} loaded=${claims.length} more=${list.more} total=${total} step=${step} />
      ${news.claims > 0 && html`<button type="button" class="news" onClick=${() => {
        setNews((now) => ({ ...now, claims: 0 }));
        list.reload();
      }}>${count(news.claims, "article")} came in or changed: show</button>`}
      <${Trouble} problem=${list.problem} retry=${list.reload} what="The list can't be loaded." />
      ${!list.loading && !list.problem && claims.length === 0 && html`<${Nothing} words=${words} />`}
      <${ClaimList} rows=${rows} name=${list.key} current=${current} follow=${Boolean(asked)} selected=${selected} select=${mayReview(who) ? select : null} href=${href} titleOf=${titleOf} more=${list.loadMore} loading=${list.loading} who=${who} total=${list.more ? (total ?? -1) : claims.length} />
      ${targets.length > 0 && mayReview(who) && html`<${Bulk} number=${targets.length} decide=${bulk} clear=${() => setSelected(new Set())} busy=${busy} />`}
    </div>
    <a class="back" href=${toList(words)}>← To the list</a>
    <div class="article-box" tabindex="0" role="region" aria-label="Article">
      ${gone && html`<${Gone} gone=${gone} close=${() => {
        setGone(null);
        if (!claims.some(({ id }) => id === current)) go(claims[0] ? to(claims[0].id) : toList(words), { replace: true });
      }} />`}
      ${news.article && html`<div class="trouble" role="status"><p>A new version of this article came in while you read.</p><button type="button" onClick=${() => {
        list.reload();
        loadArticle(current, null);
      }}>Show it</button></div>`}
      ${article.problem && !gone && html`<${Trouble} problem=${article.problem} what="This article can't be shown." retry=${() => loadArticle(current, null)} />`}
      ${article.value && html`<${ArticleView} found=${article.value} claim=${claim} href=${href} />`}
    </div>
    <div class="panel-side">
      ${claim && html`<${ClaimPanel} claim=${claim} who=${who} to=${to} decide=${decide} act=${act} open=${setDialog} selected=${isSelected} select=${(on) => select([current], on)} trouble=${trouble?.claim === claim.id ? trouble : null} busy=${busy} settle=${(again) => {
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

/** The address of the list alone, without a claim. */
function toList(words) {
  const next = new URLSearchParams(words);
  next.delete("claim");
  return address("queue", next);
}

/** How many claims there are, in which order they come, and what puts them together. */
function Ordering({ words, loaded, more, total, step }) {
  const choose = (name) => (event) => go(address("queue", replaced(words, name, event.target.value)));
  const number = more ? total : loaded;
  return html`<div class="list-head">
    <span class="hint">${number === null ? `${loaded.toLocaleString("en")}+ claims` : count(number, "claim")}</span>
    <span class="row">
      <button type="button" class="quiet step" title="Previous claim" aria-keyshortcuts=${shortcut("previous")} onClick=${() => step(-1)}><span aria-hidden="true">↑</span><span class="unseen">Previous claim</span> <${Key} command="previous" /></button>
      <button type="button" class="quiet step" title="Next claim" aria-keyshortcuts=${shortcut("next")} onClick=${() => step(1)}><span aria-hidden="true">↓</span><span class="unseen">Next claim</span> <${Key} command="next" /></button>
    </span>
    <span class="row">
      <select aria-label="Order" title="Order" value=${orderOf(words) === "urgent" ? "" : orderOf(words)} onChange=${choose("sort")}>
        ${ORDERS.map(([order, name]) => html`<option key=${order} value=${order === "urgent" ? "" : order} disabled=${order === "urgent" && words.has("withdrawn")}>${name}</option>`)}
      </select>
      <select aria-label="Group" title="Group" value=${groupOf(words)} onChange=${choose("group")}>
        <option value="">not grouped</option>
        <option value="article">by article</option>
        <option value="source">by source</option>
      </select>
    </span>
    ${words.has("withdrawn") && orderOf(words) === "newest" && !words.has("sort") && html`<p class="hint">With withdrawn claims the newest come first: what the article no longer says is not urgent.</p>`}
    ${groupOf(words) === "article" && html`<p class="hint">Newest article first, its claims as they stand in it.</p>`}
  </div>`;
}

const Nothing = ({ words }) => html`<div class="nothing">
  <p><strong>Nothing to do here.</strong></p>
  <p class="hint">${[...words].length > 0 ? html`No claim fits these filters. <a href="#/queue">Take them away</a>` : "Every claim has its verdict, or no article has come in yet."}</p>
</div>`;
