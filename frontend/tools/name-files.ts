/**
 * Which modules travel together. A phone waits for each request, not only for its bytes: what every page begins
 * with comes in few files, the two pages that are opened most are among it, and the parts that dialogs and fields
 * share are one more file. The bundler splits the rest.
 */
interface Module {
  code: string | null;
  importedIds: readonly string[];
}

interface Modules {
  getModuleInfo: (id: string) => Module | null;
}

/** The first file whose imports reach a module names the file it travels in. */
const FILES = [
  { from: "/src/main.ts", own: "first", library: "first" },
  { from: "/src/app/start.tsx", own: "frame", library: "base" },
  { from: "/src/app/start-route.tsx", own: "frame", library: "base" },
  { from: "/src/app/lesson-route.tsx", own: "frame", library: "base" },
  { from: "/src/app/lesson-live.tsx", own: null, library: "parts" },
] as const;

export function createNamer(root: string) {
  const reached = new Map<string, Set<string>>();
  const reach = (from: string, modules: Modules) => {
    const known = reached.get(from) ?? follow(from, modules);
    reached.set(from, known);
    return known;
  };
  return (id: string, modules: Modules): string | null => {
    const file = FILES.find(({ from }) => reach(root + from, modules).has(id));
    const isLibrary = id.includes("/node_modules/") && !id.endsWith(".css");
    return (isLibrary ? file?.library : file?.own) ?? null;
  };
}

/** Everything a module imports, and what that imports, but not what it only loads when asked. */
function follow(from: string, modules: Modules): Set<string> {
  if (!modules.getModuleInfo(from)) throw new Error(`${from} is not part of the page`);
  const found = new Set([from]);
  for (const id of found) {
    const module = modules.getModuleInfo(id);
    for (const next of module?.importedIds ?? []) {
      const library = INDEX.exec(next)?.[1];
      const wanted = library ? pickParts(module?.code ?? "", library, modules.getModuleInfo(next)) : [next];
      for (const each of wanted) found.add(each);
    }
  }
  return found;
}

/** A file that only names the parts of a library; who imports it wants a few of them. */
const INDEX = /\/(@mantine\/\w+)\/esm\/index\.mjs$/;

function pickParts(code: string, library: string, index: Module | null): string[] {
  const imports = new RegExp(`import\\s*\\{([^}]*)\\}\\s*from\\s*["']${library}["']`, "g");
  const names = [...code.matchAll(imports)].flatMap(([, list = ""]) => list.split(",").map((name) => plain(name.trim().split(" ")[0] ?? "")));
  return (index?.importedIds ?? []).filter((id) => id.includes("/esm/core/") || names.includes(plain(/([^/]+)\.mjs$/.exec(id)?.[1] ?? "")));
}

/** Files are named in another way than what they hold. */
function plain(name: string): string {
  return name.replaceAll("-", "").toLowerCase();
}
