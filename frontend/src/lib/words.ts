/** Which language this device reads and where its words are. Adding one is a folder and a line. */
export const LANGUAGES = { en: "English", es: "Español" } as const;
export type Language = keyof typeof LANGUAGES;

const STORAGE_KEY = "attune-language";
const LOADERS: Record<Language, () => Promise<{ words: object }>> = {
  en: () => import("@/locales/en"),
  es: () => import("@/locales/es"),
};

export async function loadWords(language: Language): Promise<object> {
  return (await LOADERS[language]()).words;
}

export function isLanguage(code: string): code is Language {
  return code in LANGUAGES;
}

export function preferredLanguage(): Language {
  const wanted = [localStorage.getItem(STORAGE_KEY) ?? "", ...navigator.languages.map((code) => code.slice(0, 2))];
  return wanted.find(isLanguage) ?? "en";
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(STORAGE_KEY, language);
}
