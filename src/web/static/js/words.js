// Every word that the desk has for the words of the API, and how times are told.

export const STATUSES = ["disputed", "denied", "unconfirmed", "attributed", "asserted", "confirmed"];
export const KINDS = ["official", "organisation", "person", "media", "document", "group", "anonymous", "newsroom"];
export const STATES = ["pending", "taken", "decided"];
export const VERDICTS = ["verified", "refuted", "misattributed", "unverifiable"];
export const ROLES = ["reviewer", "editor", "cms", "admin"];

export const STATUS_MEANING = {
  disputed: "another party contests it",
  denied: "a party denies it",
  unconfirmed: "nobody who could be called stands behind it, or it is hedged",
  attributed: "an identified source says so, and nobody else",
  asserted: "the newsroom says so in its own voice",
  confirmed: "an identified party confirms it",
};

/** A sign for each status, so that it is told by more than its colour. */
export const STATUS_SIGN = { disputed: "⇄", denied: "✕", unconfirmed: "?", attributed: "❝", asserted: "¶", confirmed: "✓" };
export const VERDICT_SIGN = { verified: "✓", refuted: "✕", misattributed: "↷", unverifiable: "?" };

export const VERDICT_MEANING = {
  verified: "The claim is true.",
  refuted: "The claim is false.",
  misattributed: "It is not this source's claim.",
  unverifiable: "It can't be found out.",
};

export const KIND_NAME = {
  official: "official",
  organisation: "organisation",
  person: "person",
  media: "media",
  document: "document",
  group: "unnamed group",
  anonymous: "anonymous",
  newsroom: "the newsroom itself",
};

export const ROLE_MEANING = {
  reviewer: "reads, reviews, teaches sources",
  editor: "reads",
  cms: "posts articles and reads (a program)",
  admin: "everything",
};

const RULES = {
  "confirmed-and-denied": "One party confirms it and another denies it",
  "cue-denies": "It is reported as what somebody denies",
  "denied-by-party": "Another party denies it",
  "own-denial": "It is itself the denial of what another party says",
  "disputed-by-party": "Another party contests it",
  contradicted: "Another party says the opposite",
  "newsroom-disputes": "The article contests it in its own voice",
  "cue-confirms": "It is reported as what its source confirms or admits",
  "announces-own-act": "Its source announces its own act",
  "confirmed-by-party": "Another party confirms it",
  "stated-by-two": "Two independent sources each state it",
  "not-confirmed": "The article says that it is not confirmed",
  "newsroom-doubts": "The article says that there is no proof",
  "no-comment": "A party that was asked did not comment",
  hedged: "The newsroom keeps its distance",
  "no-source": "The article does not say who said it",
  "source-is-media": "Its source is another outlet",
  "source-is-group": "Its source is people who are not named",
  "source-is-anonymous": "Its source is not named",
  "document-not-named": "Its source is documents that nobody could look up",
  "own-voice": "The newsroom states it without a hedge",
  "identified-source": "An identified source says so",
};

/** A rule in words; one that the desk does not know yet, by its name. */
export const rule = (name) => RULES[name] ?? name.replaceAll("-", " ");

const ACTIONS = {
  "article-added": "took in the article",
  "article-revised": "sent a new revision",
  "details-changed": "changed the article's details",
  "article-reanalysed": "had the article analysed again",
  "article-erased": "erased the article",
  added: "first saw the claim",
  kept: "kept the claim in a new revision",
  withdrawn: "withdrew the claim with a new revision",
  taken: "took the claim",
  "taken-over": "took the claim over",
  released: "gave the claim back",
  "lease-expired": "let the claim go: the time was over",
  decided: "gave a verdict",
  reopened: "took the verdict away",
  corrected: "corrected",
  undone: "undid the last step",
  "source-moved": "moved the claim with its source",
};

/** An event as the end of a sentence that starts with who did it. */
export function happened(event) {
  const to = (field) => event.changes?.find((change) => change.field === field || change.field.endsWith(`.${field}`))?.after;
  if (event.action === "decided" && to("verdict")) return `marked it ${to("verdict")}${to("reason") ? `: “${to("reason")}”` : ""}`;
  if (event.action === "corrected") {
    const parts = (event.changes ?? []).filter((change) => /source|status/.test(change.field)).map((change) => `${change.field} to ${change.after ?? "the engine's word"}`);
    return parts.length > 0 ? `corrected ${parts.join(" and ")}` : "corrected it";
  }
  return ACTIONS[event.action] ?? event.action.replaceAll("-", " ");
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How long ago something was, in as few words as do. */
export function ago(time, now = Date.now()) {
  const passed = now - new Date(time).getTime();
  if (passed < MINUTE) return "just now";
  if (passed < 60 * MINUTE) return `${Math.floor(passed / MINUTE)} min ago`;
  if (passed < DAY) return `${Math.floor(passed / (60 * MINUTE))} h ago`;
  const days = Math.floor(passed / DAY);
  return days === 1 ? "yesterday" : `${days} days ago`;
}

const long = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** A moment in full. */
export const moment = (time) => long.format(new Date(time));
/** A day of the year. */
export const dayOf = (time) => day.format(new Date(time));

/** A number with its noun. */
export const count = (number, one, many = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
