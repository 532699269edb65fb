// The newsroom's state at a glance.
import { get } from "./api.js";
import { Time, Trouble, useAsked, usePage } from "./bits.js";
import { Shares, Stacks } from "./charts.js";
import { onEvent } from "./live.js";
import { address } from "./route.js";
import { html, useEffect, useState } from "./view.js";
import { KIND_NAME, STATES, STATUSES, VERDICTS, count } from "./words.js";

export function OverviewPage() {
  usePage("Overview");
  const [round, setRound] = useState(0);
  const { value: stats, problem, reload } = useAsked((signal) => get("/v1/stats", { signal }), [round]);
  useEffect(() => {
    let timer = null;
    const stop = onEvent(() => {
      timer ??= setTimeout(() => {
        timer = null;
        setRound((one) => one + 1);
      }, 2000);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
  return html`<main id="main" class="page" tabindex="-1">
    <h1>Overview</h1>
    <${Trouble} problem=${problem} retry=${reload} what="The numbers can't be loaded." />
    ${stats && html`<${Numbers} stats=${stats} />`}
  </main>`;
}

function Numbers({ stats }) {
  const decided = stats.by_review.decided ?? 0;
  const share = stats.claims > 0 ? Math.round((decided / stats.claims) * 100) : 0;
  return html`
    <dl class="figures">
      <div><dt>Articles</dt><dd>${stats.articles.toLocaleString("en")}</dd></div>
      <div><dt>Claims</dt><dd>${stats.claims.toLocaleString("en")}</dd></div>
      <div><dt>Pending</dt><dd><a href="#/queue">${(stats.by_review.pending ?? 0).toLocaleString("en")}</a></dd></div>
      <div><dt>Decided</dt><dd>${share} %</dd></div>
      <div><dt>Oldest pending</dt><dd>${stats.oldest_pending ? html`<${Time} at=${stats.oldest_pending} />` : "none"}</dd></div>
    </dl>
    <div class="columns">
      <section class="card"><h2>Claims by status</h2><${Stacks} title="First seen, by day and status" names=${STATUSES.toReversed()} days=${stats.by_day.map(({ day, by_status }) => ({ day, parts: by_status }))} /></section>
      <section class="card"><h2>Review</h2>
        <${Shares} title="Where the work stands" parts=${STATES.toReversed().map((name) => ({ name, value: stats.by_review[name] ?? 0 }))} />
        <${Shares} title="What was found" parts=${VERDICTS.map((name) => ({ name, value: stats.by_verdict[name] ?? 0 }))} />
        <${Shares} title="How well articles confirm" parts=${STATUSES.map((name) => ({ name, value: stats.by_status[name] ?? 0 }))} />
      </section>
    </div>
    <section class="card">
      <h2>Sources that most unconfirmed claims rest on</h2>
      <${BySource} sources=${stats.by_source} />
    </section>`;
}

function BySource({ sources }) {
  const most = Math.max(1, ...sources.map(({ unconfirmed }) => unconfirmed));
  if (sources.length === 0) return html`<p class="hint">No claim is unconfirmed.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Sources"><table class="by-source">
    <thead><tr><th scope="col">Source</th><th scope="col">Unconfirmed</th><th scope="col">Pending</th><th scope="col">All</th></tr></thead>
    <tbody>
      ${sources.map(
        ({ source, claims, unconfirmed, pending }) => html`<tr key=${source.id}>
          <th scope="row"><a href=${address("source", "", source.id)}>${source.name}</a> <span class="hint">${KIND_NAME[source.kind]}</span></th>
          <td><span class="bar-cell"><svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="part part-unconfirmed" width=${(unconfirmed / most) * 100} height="10" /></svg>
            <a href=${address("queue", [["source", source.id], ["status", "unconfirmed"], ["review", "any"]])} aria-label=${`${count(unconfirmed, "unconfirmed claim")} of ${source.name}`}>${unconfirmed}</a></span></td>
          <td>${pending}</td>
          <td>${claims}</td>
        </tr>`,
      )}
    </tbody>
  </table></div>`;
}
