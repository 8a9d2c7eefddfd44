// Saves what the page looks like in every size and theme: `cargo xtask shots [PATH[#HASH]]...`
import { DESKTOP, launch, open, PHONE, screenshot, serveDist, TABLET } from "./driver.mjs";

const SIZES = { desktop: DESKTOP, tablet: TABLET, phone: PHONE };
const paths = process.argv.length > 2 ? process.argv.slice(2) : [""];

const browser = await launch();
const server = await serveDist();
for (const path of paths) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const theme of ["light", "dark"]) {
      const options = { viewport, theme, touch: size === "phone", reducedMotion: "reduce" };
      const { page, context, errors } = await open(browser, server.url + path, options);
      await page.waitForTimeout(500);
      const name = [path.replace(/\W+/g, "-").slice(0, 40) || "page", size, theme].join("-");
      console.log(await screenshot(page, name));
      for (const error of errors) console.error(`  ${error}`);
      await context.close();
    }
  }
}
await browser.close();
await server.close();
