/** Lets the browser fetch the two faces that every page is set in before it has read the style sheet. */
import type { Plugin } from "vite";

const LATIN = /source-(sans-3|serif-4)-latin-wght-normal.*\.woff2$/;

export function preloadFonts(): Plugin {
  return {
    name: "preload-fonts",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_, { bundle = {} }) =>
        Object.keys(bundle)
          .filter((name) => LATIN.test(name))
          .map((name) => ({
            tag: "link",
            attrs: { rel: "preload", href: `/${name}`, as: "font", type: "font/woff2", crossorigin: true },
            injectTo: "head",
          })),
    },
  };
}
