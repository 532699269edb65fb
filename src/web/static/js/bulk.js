// One verdict on a selection of claims; and what was just done, with the way back.
import { Key, Trouble, shortcut } from "./bits.js";
import { lastStep, onSteps } from "./review.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "./view.js";
import { VERDICTS, VERDICT_SIGN, count } from "./words.js";

/** `decide` gives the problem, where there was one. */
export function Bulk({ number, decide, clear, busy }) {
  const [verdict, setVerdict] = useState(null);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState(null);
  const field = useRef(null);
  useLayoutEffect(() => field.current?.focus(), [verdict]);
  // What was typed stays until it is saved.
  const attempt = async (body) => {
    const failed = await decide(body);
    setProblem(failed);
    if (failed) return;
    setVerdict(null);
    setReason("");
  };
  const send = (event) => {
    event.preventDefault();
    if (reason.trim()) attempt({ verdict, reason: reason.trim() });
  };
  return html`<section class="bulk" aria-label="Verdict on the selection">
    <p class="row"><strong>${count(number, "claim")} selected</strong> <button type="button" class="quiet" onClick=${clear}>Clear</button></p>
    <div class="row">
      ${VERDICTS.map((one) => html`<button key=${one} type="button" disabled=${busy} aria-pressed=${verdict === one ? "true" : "false"} onClick=${() => (one === "verified" ? attempt({ verdict: one }) : setVerdict(one))}><span aria-hidden="true">${VERDICT_SIGN[one]}</span> ${one}</button>`)}
    </div>
    <${Trouble} problem=${problem} what="Not saved." />
    ${verdict &&
    html`<form onSubmit=${send}>
      <label for="bulk-reason">Why ${verdict}?</label>
      <textarea id="bulk-reason" ref=${field} rows="2" required value=${reason} onInput=${(event) => setReason(event.target.value)}></textarea>
      <p class="row"><button type="submit" class="primary" disabled=${busy}>Decide ${count(number, "claim")}: ${verdict}</button><button type="button" onClick=${() => setVerdict(null)}>Cancel</button></p>
    </form>`}
  </section>`;
}

/** What was just done, with the way back. It stays until the next thing is done. */
export function Toast({ toast, close, back }) {
  const [, again] = useState(0);
  useEffect(() => onSteps(() => again((one) => one + 1)), []);
  if (!toast) return null;
  return html`<div class="toast">
    <span>${toast.words}</span>
    ${!toast.done && lastStep() && html`<button type="button" aria-keyshortcuts=${shortcut("undo")} onClick=${back}>Undo <${Key} command="undo" /></button>`}
    <button type="button" class="quiet" aria-label="Close" onClick=${close}>✕</button>
  </div>`;
}
