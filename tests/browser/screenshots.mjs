// Makes the pictures of docs/desk.md from the demo data: node tests/browser/screenshots.mjs, after tests/browser/run.sh has installed what it needs.
import { join } from "node:path";
import { at, claimsOf, closeBrowser, person, ready, serveDemo } from "./lib.mjs";

const FOLDER = new URL("../../docs/images/", import.meta.url).pathname;
const service = await serveDemo();
const shoot = (page, name) => page.screenshot({ path: join(FOLDER, `${name}.png`) });

const page = await person(service, "Ada Reviewer 2", { width: 1360, height: 820 });
await page.locator(".who").evaluate((who) => { who.textContent = "Ada Reviewer"; });
const [claim] = (await claimsOf(service, "review=pending&sort=urgent&status=disputed&limit=50")).filter(({ basis }) => basis.length > 0 && basis[0].exact);
await at(page, `#/queue?claim=${claim.id}`);
await ready(page);
await shoot(page, "queue");
await page.keyboard.press("r");
await page.keyboard.type("The coast guard's log has no entry for that night.");
await shoot(page, "deciding");
await page.keyboard.press("Escape");
const replacing = (await claimsOf(service, "review=pending&limit=200")).find(({ replaces }) => replaces?.verdict);
if (replacing) {
  await at(page, `#/queue?article=${replacing.article}&claim=${replacing.id}`);
  await page.waitForTimeout(800);
  await shoot(page, "revised");
}
await at(page, "#/overview");
await page.locator(".figures").waitFor();
await shoot(page, "overview");
await at(page, "#/try");
await page.getByRole("button", { name: "Use an example" }).click();
await page.getByRole("button", { name: "Analyse", exact: true }).click();
await page.locator(".try-result").waitFor();
await shoot(page, "try");

const dark = await person(service, "Night Desk", { width: 1360, height: 820, scheme: "dark" });
await dark.locator(".who").evaluate((who) => { who.textContent = "Ada Reviewer"; });
await ready(dark);
await shoot(dark, "dark");
const phone = await person(service, "Telephone", { width: 390, height: 780 });
await phone.locator(".claim-row a").first().click();
await phone.locator(".claim-words").waitFor();
await phone.waitForTimeout(400);
await shoot(phone, "telephone");
await closeBrowser();
await service.stop();
