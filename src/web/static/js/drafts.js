// What was typed and not yet sent: kept for the tab, so that neither an ended session nor a reload nor a colleague's verdict loses it.

const NAME = "claimdesk.drafts";
let drafts = load();

function load() {
  try {
    return JSON.parse(sessionStorage.getItem(NAME)) ?? {};
  } catch {
    return {};
  }
}

function save() {
  try {
    sessionStorage.setItem(NAME, JSON.stringify(drafts));
  } catch {
    // A browser that keeps nothing still has it in memory.
  }
}

/** The draft of a claim: `{verdict, reason, evidence}`. */
export const draftOf = (claim) => drafts[claim] ?? null;

export function keepDraft(claim, draft) {
  drafts[claim] = draft;
  save();
}

export function dropDrafts() {
  drafts = {};
  save();
}

export function dropDraft(claim) {
  delete drafts[claim];
  save();
}
