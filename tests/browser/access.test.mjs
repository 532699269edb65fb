// For everybody: axe on every view in light and dark, small windows, zoom, focus, and what is announced.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { at, axe, blank, claimsOf, finish, person, ready, serveDemo, settled, showsOther, words } from "./lib.mjs";

let service;
before(async () => {
  service = await serveDemo();
});
after(() => finish(service));

const VIEWS = {
  queue: ["#/queue", ".claim-words"],
  "queue by article": ["#/queue?group=article&review=any", ".group-head"],
  "decided claims": ["#/queue?review=decided", ".panel .state"],
  "an empty queue": ["#/queue?q=nothingissocalled", ".nothing"],
  overview: ["#/overview", ".figures"],
  sources: ["#/sources", "table"],
  "a source": ["#/source/newsroom", ".claim-list"],
  "try it": ["#/try", "textarea"],
  keys: ["#/keys", "table"],
};

for (const scheme of ["light", "dark"]) {
  test(`axe finds nothing wrong on any view, in ${scheme}`, async () => {
    const wrong = [];
    const look = async (page, name) => wrong.push(...(await axe(page)).map((line) => `${name}: ${line}`));
    const stranger = await blank(service, { scheme });
    await stranger.locator("form.sign-in").waitFor();
    await look(stranger, "sign in");
    const page = await person(service, `Axe ${scheme}`, { role: "admin", scheme });
    for (const [name, [place, sign]] of Object.entries(VIEWS)) {
      await at(page, place);
      await page.locator(sign).first().waitFor();
      await settled(page);
      await look(page, name);
    }
    await at(page, "#/queue");
    await ready(page);
    await page.keyboard.press("r");
    await page.locator("#reason").waitFor();
    await look(page, "giving a reason");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /More filters/ }).click();
    await page.locator(".views summary").click();
    await page.getByRole("button", { name: "Save", exact: true }).waitFor();
    await page.getByRole("group", { name: "Outlet" }).getByRole("button").first().waitFor();
    await look(page, "all filters");
    await page.locator(".claim-row").nth(1).getByRole("checkbox").check();
    await look(page, "a selection");
    for (const key of ["?", "s", "c"]) {
      await page.keyboard.press("Escape");
      await page.evaluate(() => document.activeElement.blur());
      await page.keyboard.press(key);
      await page.getByRole("dialog").waitFor();
      await look(page, `dialog ${key}`);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
    await page.keyboard.press("v");
    await page.locator(".toast").waitFor();
    await look(page, "a toast");
    await at(page, "#/try");
    await page.getByRole("button", { name: "Use an example" }).click();
    await page.getByRole("button", { name: "Analyse", exact: true }).click();
    await page.locator(".try-result").waitFor();
    await look(page, "an analysis");
    assert.deepEqual(wrong, []);
  });
}

/** Whether a page has to be scrolled sideways, and what sticks out. */
const sticksOut = (page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > width + 1).map((element) => element.outerHTML.slice(0, 90));
  });

for (const [name, size] of [["320 px", { width: 320, height: 640 }], ["200 % zoom of a small laptop", { width: 640, height: 400 }], ["a tablet", { width: 820, height: 1100 }]]) {
  test(`nothing has to be scrolled sideways at ${name}`, async () => {
    const page = await person(service, `Narrow ${size.width}`, { role: "admin", ...size, place: "#/overview" });
    const [claim] = await claimsOf(service, "review=pending&limit=1");
    for (const [view, [place, sign]] of Object.entries({ ...VIEWS, "a claim": [`#/queue?claim=${claim.id}`, ".claim-words"] })) {
      await at(page, place);
      await page.locator(sign).first().waitFor({ state: "attached" });
      await settled(page);
      assert.deepEqual(await sticksOut(page), [], view);
    }
    assert.deepEqual((await axe(page)).filter((line) => !line.startsWith("color-contrast")), []);
  });
}

test("a claim is decided on a telephone: from the list to the claim, to the next one, and back", async () => {
  const page = await person(service, "Phone", { width: 360, height: 700 });
  await page.locator(".claim-row a").first().click();
  await page.locator(".claim-words").waitFor();
  const first = await words(page);
  await page.getByRole("button", { name: /verified/ }).first().click();
  await showsOther(page, first);
  // What was done stands in a strip at the bottom, and covers no verdict.
  const toast = await page.locator(".toast").boundingBox();
  assert.ok(toast.height < 130 && toast.width > 250, JSON.stringify(toast));
  await page.getByRole("link", { name: "To the list" }).click();
  await page.locator(".claim-row").first().waitFor();
});

test("with larger letters the rows of the list still hold their words", async () => {
  const page = await person(service, "Large Letters");
  await ready(page);
  const high = await page.evaluate(() => {
    document.documentElement.style.fontSize = "32px";
    return [...document.querySelectorAll(".claim-row a")].filter((link) => link.scrollHeight > link.clientHeight + 1).length;
  });
  assert.equal(high, 0);
});

test("the focus is always to be seen, and Tab reaches everything", async () => {
  const page = await person(service, "Tabber");
  await ready(page);
  const seen = new Set();
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const { width, height } = element.getBoundingClientRect();
      return { name: `${element.tagName} ${element.className} ${element.textContent.slice(0, 30)}`, shown: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && width > 0 && height > 0, body: element === document.body };
    });
    if (!at.body) assert.ok(at.shown, `no focus to be seen on ${at.name}`);
    seen.add(at.name);
  }
  assert.ok(seen.size > 30, `${seen.size} places`);
});

test("mention, cue and content are told apart without colour", async () => {
  const page = await person(service, "No Colour", { place: "#/queue?status=attributed" });
  await ready(page);
  const looks = await page.evaluate(() => {
    const of = (selector) => {
      const style = getComputedStyle(document.querySelector(`.legend ${selector}`));
      return [style.fontStyle, style.borderTopStyle, style.borderBottomStyle, style.backgroundImage !== "none", style.textDecorationLine].join(" ");
    };
    return [".role-mention", ".role-cue", ".role-content", ".claim", ".basis-words"].map(of);
  });
  assert.equal(new Set(looks).size, looks.length, looks.join("\n"));
});
