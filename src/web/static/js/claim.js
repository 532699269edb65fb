// The claim that is looked at: its words, its source, what its status rests on, what was found before, and the verdict.
import { show } from "./article.js";
import { Key, StatusTag, Time, VerdictTag, shortcut, useAsked } from "./bits.js";
import { draftOf, dropDraft, keepDraft } from "./drafts.js";
import { historyOf, refusal } from "./review.js";
import { address } from "./route.js";
import { handle } from "./shortcuts.js";
import { html, useLayoutEffect, useRef, useState } from "./view.js";
import { KIND_NAME, VERDICTS, VERDICT_MEANING, VERDICT_SIGN, happened, moment, rule } from "./words.js";

/** Whether a person of this role gives verdicts. */
export const mayReview = (who) => who.role === "reviewer" || who.role === "admin";

export function ClaimPanel({ claim, who, to, decide, act, open, selected, select, trouble, settle, busy }) {
  return html`<section class="panel" aria-labelledby="claim-words">
    <h2 id="claim-words" class="claim-words" tabindex="-1" dir="auto">${claim.text}</h2>
    <${Origin} claim=${claim} />
    <${State} claim=${claim} who=${who} to=${to} />
    ${trouble && html`<${Refused} trouble=${trouble} settle=${settle} />`}
    ${claim.replaces && html`<${Earlier} replaced=${claim.replaces} />`}
    ${mayReview(who) && !claim.withdrawn_at && html`<${Deciding} key=${claim.id} claim=${claim} who=${who} decide=${decide} act=${act} open=${open} selected=${selected} select=${select} busy=${busy} />`}
    <${Basis} claim=${claim} />
    <${History} claim=${claim} />
  </section>`;
}

/** Who says it, through whom, and what kind of source that is; with a link to the source's page where there is one. */
export function Origin({ claim, linked = true }) {
  const { source, attribution } = claim;
  return html`<div class="origin">
    <p>
      ${linked ? html`<a class="source-name" href=${address("source", "", source.id)}>${source.name}</a>` : html`<span class="source-name">${source.name}</span>`} <span class="hint">${KIND_NAME[source.kind]}</span>
      ${source.speaker && html`<br /><span>through ${source.speaker}</span>`}
      ${attribution?.via?.length > 0 && html`<br /><span>via ${attribution.via.map(({ name }) => name).join(", ")}</span>`}
    </p>
    <p><${StatusTag} status=${claim.status} />${claim.corrected?.length > 0 && html`<span class="hint"> corrected by a reviewer; the engine said ${claim.engine.source}, ${claim.engine.status}</span>`}</p>
  </div>`;
}

function State({ claim, who, to }) {
  const { review } = claim;
  const typed = claim.withdrawn_at ? draftOf(claim.id)?.reason : "";
  return html`<div class="state">
    ${claim.withdrawn_at &&
    html`<div class="trouble">
      <p>Withdrawn <${Time} at=${claim.withdrawn_at} />: the article no longer says this.</p>
      ${typed && html`<p>What you had typed:</p><p class="quoted">${typed}</p>`}
      ${claim.replaced_by && html`<p><a href=${to(claim.replaced_by)}>What it says now</a>${typed ? ", with what you typed" : ""}</p>`}
    </div>`}
    ${review.state === "taken" && html`<p><span class="tag taken-tag"><span aria-hidden="true">✎</span> taken</span> by ${review.taken_by === who.name ? "you" : review.taken_by}, until ${moment(review.taken_until)}</p>`}
    ${review.state === "decided" &&
    html`<p><${VerdictTag} verdict=${review.verdict} /> by ${review.decided_by === who.name ? "you" : review.decided_by}, <${Time} at=${review.decided_at} /></p>
      ${review.reason && html`<p class="quoted">${review.reason}</p>`}
      <${Evidence} links=${review.evidence} />
      ${review.recheck && html`<p class="trouble">The status changed after this verdict: look again.</p>`}`}
  </div>`;
}

/** Links that reviewers gave. Only web addresses become links. */
const Evidence = ({ links }) =>
  links?.length > 0 &&
  html`<ul class="evidence">${links.map((link) => html`<li key=${link}>${/^https?:\/\//i.test(link) ? html`<a href=${link} target="_blank" rel="noopener noreferrer">${link}</a>` : link}</li>`)}</ul>`;

/** The verdict on the words that these replaced. */
const Earlier = ({ replaced }) => html`<aside class="earlier" aria-label="Before the article was revised">
  <h3>Before the revision</h3>
  <p class="quoted">${replaced.text}</p>
  ${replaced.verdict ? html`<p><${VerdictTag} verdict=${replaced.verdict} /> by ${replaced.decided_by}, <${Time} at=${replaced.decided_at} /></p>` : html`<p class="hint">Nobody had decided on it.</p>`}
  ${replaced.reason && html`<p class="quoted">${replaced.reason}</p>`}
</aside>`;

/** Somebody was faster, or it could not be saved. Nothing was overwritten, and nothing that was typed is lost. */
function Refused({ trouble, settle }) {
  const { problem } = trouble;
  const changed = problem.code === "changed-meanwhile";
  return html`<div class="trouble" role="alert" id="refused">
    <p><strong>${changed ? "Somebody was faster." : "This was not saved."}</strong> ${refusal(problem)}</p>
    ${changed && html`<ul class="happened">${(problem.body.happened ?? []).map((event) => html`<li key=${event.event}>${event.actor} ${happened(event)}, <${Time} at=${event.at} /></li>`)}</ul>
      <p>Nothing was overwritten. What you typed is kept.</p>`}
    <p class="row">
      ${trouble.again && html`<button type="button" onClick=${() => settle(true)}>${changed ? "Decide anyway" : "Try again"}</button>`}
      <button type="button" onClick=${() => settle(false)}>${changed ? "Leave it as it is now" : "Close"}</button>
    </p>
  </div>`;
}

function Deciding({ claim, who, decide, act, open, selected, select, busy }) {
  const { review } = claim;
  // What was typed about the words before a revision is as good a start.
  const [draft, setDraft] = useState(() => draftOf(claim.id) ?? (claim.replaces && review.state !== "decided" ? draftOf(claim.replaces.id) : null));
  const reason = useRef(null);
  const taken = review.state === "taken" && review.taken_by === who.name;

  const change = (next) => {
    setDraft(next);
    if (next) keepDraft(claim.id, next);
    else dropDraft(claim.id);
  };
  const choose = (verdict) => {
    if (busy) return;
    if (verdict === "verified" && !draft?.reason && !draft?.evidence) decide({ verdict });
    else change({ reason: "", evidence: "", ...draft, verdict });
  };
  // Before the next key is heard: the first letter that is typed belongs to the reason.
  useLayoutEffect(() => {
    if (draft?.verdict) reason.current?.focus();
  }, [draft?.verdict]);
  useLayoutEffect(() => {
    const stops = VERDICTS.map((verdict) => handle(verdict, () => choose(verdict)));
    if (review.state !== "decided") stops.push(handle("take", () => act({ action: taken ? "release" : "take" })));
    return () => stops.forEach((stop) => stop());
  });

  const send = (event) => {
    event?.preventDefault();
    if (busy) return;
    const text = draft.reason.trim();
    if (draft.verdict !== "verified" && !text) {
      reason.current.focus();
      return;
    }
    const evidence = draft.evidence.split(/\s+/).filter(Boolean);
    decide({ verdict: draft.verdict, ...(text ? { reason: text } : {}), ...(evidence.length > 0 ? { evidence } : {}) });
  };
  const onKey = (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      change(null);
      document.getElementById("claim-words")?.focus();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send(event);
  };

  return html`<div class="deciding">
    <div class="verdicts" role="group" aria-label="Verdict">
      ${VERDICTS.map(
        (verdict) => html`<button key=${verdict} type="button" class=${`verdict-button verdict-${verdict}`} title=${VERDICT_MEANING[verdict]} aria-pressed=${draft?.verdict === verdict ? "true" : review.verdict === verdict ? "true" : "false"} aria-keyshortcuts=${shortcut(verdict)} onClick=${() => choose(verdict)}>
          <span><span aria-hidden="true">${VERDICT_SIGN[verdict]}</span> ${verdict}</span> <${Key} command=${verdict} />
        </button>`,
      )}
    </div>
    ${draft?.verdict &&
    html`<form class="reasons" onSubmit=${send} onKeyDown=${onKey}>
      <label for="reason">Why ${draft.verdict}?${draft.verdict === "verified" ? " (optional)" : ""}</label>
      <textarea id="reason" ref=${reason} rows="3" required=${draft.verdict !== "verified"} value=${draft.reason} onInput=${(event) => change({ ...draft, reason: event.target.value })}></textarea>
      <label for="evidence">Evidence: web addresses, one a line (optional)</label>
      <textarea id="evidence" rows="2" value=${draft.evidence} onInput=${(event) => change({ ...draft, evidence: event.target.value })}></textarea>
      <p class="row">
        <button type="submit" class="primary">Decide: ${draft.verdict} <kbd aria-hidden="true">Ctrl ↵</kbd></button>
        <button type="button" onClick=${() => change(null)}>Cancel <kbd aria-hidden="true">Esc</kbd></button>
      </p>
    </form>`}
    <div class="row tools">
      ${review.state !== "decided" && html`<button type="button" aria-keyshortcuts=${shortcut("take")} onClick=${() => act({ action: taken ? "release" : "take" })}>
        ${taken ? "Give back" : review.state === "taken" ? "Take over" : "Take"} <${Key} command="take" />
      </button>`}
      <button type="button" aria-keyshortcuts=${shortcut("source")} onClick=${() => open("source")}>Source … <${Key} command="source" /></button>
      <button type="button" aria-keyshortcuts=${shortcut("status")} onClick=${() => open("status")}>Status … <${Key} command="status" /></button>
      <button type="button" aria-keyshortcuts=${shortcut("select")} aria-pressed=${selected ? "true" : "false"} title="For one verdict on several claims" onClick=${() => select(!selected)}>Select <${Key} command="select" /></button>
      ${review.state === "decided" && html`<button type="button" onClick=${() => act({ action: "reopen" })}>Take the verdict away</button>`}
    </div>
  </div>`;
}

/** Why the claim has its status; each reason leads to its words, and the words' number leads back here. */
export function Basis({ claim }) {
  if (claim.basis.length === 0) return null;
  return html`<div class="basis">
    <h3>Why “${claim.engine?.status ?? claim.status}”</h3>
    <ol>
      ${claim.basis.map((basis, index) => {
        const number = index + 1;
        return html`<li key=${number} id=${`reason-${number}`} tabindex="-1">
          <span>${rule(basis.rule)}${basis.by ? html` <span class="hint">(${basis.by.replaceAll("-", " ")})</span>` : ""}</span>
          ${basis.exact !== undefined && html`<br /><button type="button" class="link" onClick=${() => show(wordsOf(claim.basis, index))}>“${basis.exact}”<span class="unseen">, show in the article</span></button>`}
        </li>`;
      })}
    </ol>
  </div>`;
}

/** The place of a reason's words. Where several reasons rest on the same words, the first one's number stands at them. */
function wordsOf(basis, index) {
  const { start } = basis[index];
  const first = basis.findIndex((other) => other.start === start);
  return `words-${first + 1}`;
}

function History({ claim }) {
  const [open, setOpen] = useState(false);
  return html`<details class="history" onToggle=${(event) => setOpen(event.target.open)}>
    <summary>History</summary>
    ${open && html`<${Events} key=${`${claim.id} ${claim.version}`} claim=${claim} />`}
  </details>`;
}

function Events({ claim }) {
  const { value, problem } = useAsked((signal) => historyOf(claim, signal), [claim.id, claim.version]);
  if (problem) return html`<p class="hint">${problem.message}</p>`;
  if (!value) return html`<p class="hint">Loading …</p>`;
  return html`<ol class="events">
    ${value.events.map((event) => html`<li key=${event.event}>${event.actor} ${happened(event)} <span class="hint"><${Time} at=${event.at} /></span></li>`)}
    ${value.events.length === 0 && html`<li class="hint">Nothing happened to it yet.</li>`}
  </ol>`;
}
