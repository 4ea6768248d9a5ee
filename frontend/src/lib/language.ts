/** Loads one language at a time and remembers the choice on this device. Adding one is a folder and a line. */
import i18n from "i18next";
import { initReactI18next } from "react-i18next";

export const LANGUAGES = { en: "English", es: "Español" } as const;
export type Language = keyof typeof LANGUAGES;

const STORAGE_KEY = "attune-language";
const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);
const LOADERS: Record<Language, () => Promise<{ words: object }>> = {
  en: () => import("@/locales/en"),
  es: () => import("@/locales/es"),
};

export async function startLanguage(): Promise<void> {
  const language = preferredLanguage();
  const { words } = await LOADERS[language]();
  await i18n.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: words } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  showLanguage(language);
}

export async function changeLanguage(language: Language): Promise<void> {
  const { words } = await LOADERS[language]();
  i18n.addResourceBundle(language, "translation", words, true, true);
  localStorage.setItem(STORAGE_KEY, language);
  await i18n.changeLanguage(language);
  showLanguage(language);
}

export function isLanguage(code: string): code is Language {
  return code in LANGUAGES;
}

function preferredLanguage(): Language {
  const wanted = [localStorage.getItem(STORAGE_KEY) ?? "", ...navigator.languages.map((code) => code.slice(0, 2))];
  return wanted.find(isLanguage) ?? "en";
}

function showLanguage(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr";
}
