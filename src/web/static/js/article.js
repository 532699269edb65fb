// An article with its claims marked in it.
//
// Claims are links; the one that is looked at stands out, and in its surroundings the source's mention, the cue and the content
// are told apart by their form: a frame, italics, a mark. What the status rests on has numbers that lead to the reasons and back.
import { cut, paragraphs } from "./text.js";
import { html, useEffect, useMemo, useRef } from "./view.js";

/** The marks of an article: its furniture, its claims, and everything about the claim that is looked at. */
export function marksOf({ furniture, claims, attributions }, current) {
  const marks = [];
  for (const { kind, span } of furniture) marks.push({ start: span.start, end: span.end, furniture: kind });
  for (const claim of claims) if (!claim.withdrawn_at) for (const span of claim.spans) marks.push({ start: span.start, end: span.end, claim });
  if (current) {
    for (const span of current.attribution?.mention ?? []) marks.push({ start: span.start, end: span.end, role: "mention" });
    for (const span of current.attribution?.cue ?? []) marks.push({ start: span.start, end: span.end, role: "cue" });
    const attribution = attributions?.find(({ id }) => id === current.attribution?.id);
    for (const span of attribution?.content ?? []) marks.push({ start: span.start, end: span.end, role: "content" });
    current.basis.forEach((basis, index) => {
      if (basis.start !== undefined) marks.push({ start: basis.start, end: basis.end, basis: index + 1 });
    });
  }
  return marks;
}

/** The text of an article. `href` gives a claim's address; `keyOf`, what tells it from others. */
export function ArticleText({ body, marks, current, keyOf, href, lang }) {
  const box = useRef(null);
  const blocks = useMemo(() => paragraphs(cut(body, marks)), [body, marks]);
  const currentKey = current && keyOf(current);
  useEffect(() => {
    const mark = box.current?.querySelector(".claim.current");
    if (!mark) return;
    const frame = mark.closest(".article-box");
    if (!frame || frame.scrollHeight <= frame.clientHeight) return;
    const [inside, outside] = [mark.getBoundingClientRect(), frame.getBoundingClientRect()];
    if (inside.top < outside.top + 80 || inside.bottom > outside.bottom - 80) {
      const smooth = !matchMedia("(prefers-reduced-motion: reduce)").matches;
      frame.scrollTo({ top: frame.scrollTop + inside.top - outside.top - outside.height / 3, behavior: smooth ? "smooth" : "auto" });
    }
  }, [currentKey, blocks]);
  // The number at the words leads back to the reason, and so does Enter at the words themselves.
  const lead = (event, number) => {
    if (!number) return;
    event.preventDefault();
    event.stopPropagation();
    show(`reason-${number}`);
  };
  const onClick = (event) => lead(event, event.target.closest?.(".basis-number")?.textContent);
  const onKey = (event) => event.key === "Enter" && lead(event, event.target.dataset.basis?.split(" ")[0]);
  const seen = new Set();
  return html`<div class="article-text" lang=${lang} ref=${box} onClickCapture=${onClick} onKeyDown=${onKey}>
    ${blocks.map((block, index) => {
      const dim = block.every((piece) => piece.text.trim() === "" || piece.marks.some((mark) => mark.furniture));
      return html`<p key=${index} dir="auto" class=${dim ? "furniture" : undefined}>${runs(block, current, currentKey, keyOf, href, seen)}</p>`;
    })}
  </div>`;
}

/** Pieces that follow each other in one claim make one link. */
function runs(pieces, current, currentKey, keyOf, href, seen) {
  const parts = [];
  for (const piece of pieces) {
    const claims = piece.marks.filter((mark) => mark.claim).map((mark) => mark.claim);
    // Where claims overlap, the one that is looked at is shown, else the shortest.
    const claim = claims.find((one) => keyOf(one) === currentKey) ?? claims.sort((one, other) => length(one) - length(other))[0];
    const key = claim && keyOf(claim);
    if (parts.at(-1) && parts.at(-1).key === key) parts.at(-1).pieces.push(piece);
    else parts.push({ key, claim, pieces: [piece] });
  }
  return parts.map(({ key, claim, pieces: inside }) => {
    const content = inside.map((piece) => inner(piece, seen));
    if (!claim) return content;
    const is = key === currentKey;
    const again = seen.has(`claim ${key}`);
    seen.add(`claim ${key}`);
    const state = claim.review?.state ?? "";
    return html`<a
      key=${`${key} ${inside[0].start}`}
      class=${`claim status-${claim.status} ${is ? "current" : ""} ${state === "decided" ? "done" : ""}`}
      href=${href(claim)}
      aria-current=${is ? "true" : undefined}
      tabindex=${again ? -1 : undefined}
      title=${`${claim.status}: ${claim.source.name}`}
      >${content}</a
    >`;
  });
}

const length = (claim) => claim.spans.reduce((sum, span) => sum + span.end - span.start, 0);

function inner(piece, seen) {
  const roles = piece.marks.filter((mark) => mark.role).map((mark) => mark.role);
  const dim = piece.marks.some((mark) => mark.furniture);
  const numbers = [...new Set(piece.marks.filter((mark) => mark.basis).map((mark) => mark.basis))];
  if (roles.length === 0 && numbers.length === 0 && !dim) return piece.text;
  const names = roles.map((role) => `role-${role}`).concat(dim ? ["furniture"] : [], numbers.length > 0 ? ["basis-words"] : []);
  const fresh = numbers.filter((number) => !seen.has(`basis ${number}`));
  for (const number of fresh) seen.add(`basis ${number}`);
  const ending = [...new Set(piece.closes.filter((mark) => mark.basis).map((mark) => mark.basis))];
  return html`<span class=${names.join(" ")} id=${fresh.length > 0 ? `words-${fresh[0]}` : undefined} data-basis=${numbers.join(" ")} tabindex=${fresh.length > 0 ? -1 : undefined}
    >${piece.text}${ending.map((number) => html`<sup class="basis-number" aria-label=${`reason ${number}`}>${number}</sup>`)}</span
  >`;
}

/** What the forms of the marks mean. */
export const Legend = ({ voice }) => html`<p class="legend" aria-hidden="true">
  <span class="claim current">claim</span>
  ${!voice && html`<span class="role-mention">source</span> <span class="role-cue">cue</span> <span class="role-content">content</span>`}
  <span class="basis-words">what the status rests on<sup class="basis-number">1</sup></span>
</p>`;

/** Goes to the words of a reason, and back to the reason. */
export function show(id) {
  const target = document.getElementById(id);
  if (!target) return;
  const smooth = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  target.scrollIntoView({ block: "center", behavior: smooth ? "smooth" : "auto" });
  target.focus({ preventScroll: true });
  target.classList.add("flash");
  setTimeout(() => target.classList.remove("flash"), 1600);
}

