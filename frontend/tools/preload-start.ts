/** Names in index.html what the first file will import, so that a browser need not read that file to know. */
import type { Plugin } from "vite";

export function preloadStart(module: string): Plugin {
  return {
    name: "preload-start",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
        const wanted = new Set(chunks.filter((chunk) => chunk.moduleIds.some((id) => id.endsWith(module))));
        if (wanted.size !== 1) throw new Error(`${module} has no file of its own`);
        for (const chunk of wanted) {
          for (const other of chunks) if (chunk.imports.includes(other.fileName)) wanted.add(other);
        }
        const styles = new Set([...wanted].flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]));
        return [
          ...[...wanted].filter(({ fileName }) => !html.includes(fileName)).map(({ fileName }) => link(fileName, { rel: "modulepreload" })),
          ...[...styles].map((fileName) => link(fileName, { rel: "preload", as: "style" })),
        ];
      },
    },
  };
}

function link(fileName: string, attrs: Record<string, string>) {
  return { tag: "link", attrs: { ...attrs, href: `/${fileName}`, crossorigin: true }, injectTo: "head" as const };
}
