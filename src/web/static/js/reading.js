// The article beside the list: its headline, its text with every claim marked, and what became of it while it was read.
import { ArticleText, Legend, marksOf } from "./article.js";
import { address } from "./route.js";
import { html, useMemo } from "./view.js";
import { count, moment } from "./words.js";

export function ArticleView({ found, claim, href }) {
  const { article } = found;
  const marks = useMemo(() => marksOf({ furniture: article.furniture, claims: found.claims, attributions: found.attributions }, claim), [found, claim]);
  return html`<article class="article">
    <header>
      <p class="kicker">${article.outlet}${article.revision > 1 ? ` · revision ${article.revision}` : ""}</p>
      <h2 dir="auto">${article.title ?? article.external_id}</h2>
      <p class="hint">${article.byline ? `${article.byline} · ` : ""}${article.published_at ? moment(article.published_at) : "no date"} · <a href=${address("queue", [["article", article.id], ["review", "any"]])}>all ${count(found.claims.length, "claim")}</a></p>
    </header>
    <${Legend} voice=${!claim?.attribution} />
    <${ArticleText} body=${article.body} marks=${marks} current=${claim} keyOf=${(one) => one.id} href=${href} lang=${article.language ?? undefined} />
    ${article.notes.length > 0 && html`<ul class="notes">${article.notes.map((note) => html`<li key=${note.code} class="hint">${note.detail}</li>`)}</ul>`}
  </article>`;
}

/** An article that went away while it was read; what was typed about it can still be copied. */
export const Gone = ({ gone, close }) => html`<div class="trouble" role="alert">
  <p><strong>${gone.words}</strong>${gone.title ? ` It was “${gone.title}”.` : ""}</p>
  ${gone.typed && html`<p>What you had typed:</p><p class="quoted">${gone.typed}</p>`}
  <button type="button" onClick=${close}>Go on</button>
</div>`;
