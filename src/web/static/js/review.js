// What reviewers do to claims, and how it is undone.
// In: claims with the version that was looked at. Out: claims as they are then, or who was faster and what they did.
import { ask, detailOf, post, review } from "./api.js";
import { happened } from "./words.js";

/** Steps that can be undone, the last one last: `{words, claims: [{id, version}], back}`; `back` undoes what was done besides. */
const steps = [];
const watchers = new Set();

export function onSteps(watcher) {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export const lastStep = () => steps.at(-1) ?? null;

function note(step) {
  steps.push(step);
  if (steps.length > 100) steps.shift();
  for (const watcher of watchers) watcher();
}

/** At most so many reviews go in one request. */
const GROUP = 200;

/**
 * Gives one review to a claim. Gives `{now, step}`: the claim as it is then, and the step, which may be given a `back`. Throws a
 * problem; one with code `changed-meanwhile` has the claim as it is now.
 */
export async function act(claim, body, words) {
  const now = await review(claim, body);
  const step = { words, claims: [{ id: now.id, version: now.version }] };
  note(step);
  return { now, step };
}

/** Gives the same review to several claims. Gives `{done: [claim], refused: [{claim, problem}]}`. */
export async function actOnAll(claims, body, words) {
  const [done, refused] = [[], []];
  for (let start = 0; start < claims.length; start += GROUP) {
    const group = claims.slice(start, start + GROUP);
    let answer;
    try {
      answer = await post("/v1/reviews", { reviews: group.map((claim) => ({ claim: claim.id, version: claim.version, ...body })) });
    } catch (problem) {
      if (done.length === 0) throw problem;
      // The groups before were saved, and this one and those behind it were not.
      refused.push(...claims.slice(start).map((claim) => ({ claim, problem: { detail: problem.message } })));
      break;
    }
    answer.results.forEach((result, index) => {
      if (result.status === 200) done.push(result.body);
      else refused.push({ claim: group[index], problem: result.body });
    });
  }
  if (words && done.length > 0) note({ words: words(done.length), claims: done.map(({ id, version }) => ({ id, version })) });
  return { done, refused };
}

/**
 * Undoes the last step that this page did. Gives `{words, done, refused, kept}`, or null where there is none; `kept` is the problem
 * for which something that was done besides could not be undone.
 */
export async function undo() {
  const step = steps.at(-1);
  if (!step) return null;
  const result =
    step.claims.length === 1
      ? await post(`/v1/claims/${step.claims[0].id}/reviews`, { action: "undo" }, { version: step.claims[0].version }).then(
          (claim) => ({ done: [claim], refused: [] }),
          (problem) => {
            if (problem.status === 0 || problem.status === 401 || problem.status >= 500) throw problem;
            return { done: [], refused: [{ claim: step.claims[0], problem: problem.body }] };
          },
        )
      : await actOnAll(step.claims, { action: "undo" });
  steps.splice(steps.indexOf(step), 1);
  let kept = null;
  if (result.done.length > 0 && step.back) {
    try {
      await step.back();
    } catch (problem) {
      kept = problem;
    }
  }
  for (const watcher of watchers) watcher();
  return { words: step.words, ...result, kept };
}

/** Why a review was refused, in a sentence. */
export function refusal(problem) {
  const body = problem.body ?? problem;
  if (body.code === "changed-meanwhile") {
    const events = body.happened ?? [];
    const last = events.at(-1);
    return last ? `${last.actor} ${happened(last)} meanwhile.` : "Somebody changed it meanwhile.";
  }
  if (body.code === "claim-withdrawn") return "A new revision of the article came meanwhile that no longer has this claim.";
  if (body.code === "not-found") return "The article was erased meanwhile.";
  return detailOf(body) ?? problem.message ?? "It was refused.";
}

/** What happened to a claim, oldest first. */
export const historyOf = (claim, signal) => ask("GET", `/v1/claims/${claim.id}/history?limit=200`, { signal });
