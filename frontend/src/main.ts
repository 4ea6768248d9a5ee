/**
 * The first file to arrive, small on purpose: it starts everything the address will need at the same time. The
 * page's code, its words and the server's answers are then on their way together, not one after the other.
 */
import { askEarly } from "@/api/early";
import { expectPage } from "@/app/pages";
import { loadAnew } from "@/lib/load-anew";
import { loadWords, preferredLanguage } from "@/lib/words";

/** As the library that draws the page keeps it; on a slow line the page is seen before the library has come. */
const scheme = localStorage.getItem("mantine-color-scheme-value");
if (scheme === "light" || scheme === "dark") document.documentElement.dataset.mantineColorScheme = scheme;

const { page, asks } = expectPage(window.location.pathname);
const language = preferredLanguage();
askEarly(asks, language);
const ignore = () => undefined; // whoever needs them asks again and hears of it
loadWords(language).catch(ignore);
page?.load().catch(ignore);
import("./app/start")
  .then(({ start }) => start(page))
  .catch(() => {
    if (!loadAnew()) document.getElementById("failed")?.removeAttribute("hidden");
  });
