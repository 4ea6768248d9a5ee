/** Shows one language at a time: its words are loaded when it is chosen. */
import i18n from "i18next";
import { initReactI18next } from "react-i18next";

import { keepLanguage, loadWords, preferredLanguage, type Language } from "./words";

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);

export async function startLanguage(): Promise<void> {
  const language = preferredLanguage();
  await i18n.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: await loadWords(language) } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  showLanguage(language);
}

export async function changeLanguage(language: Language): Promise<void> {
  i18n.addResourceBundle(language, "translation", await loadWords(language), true, true);
  keepLanguage(language);
  await i18n.changeLanguage(language);
  showLanguage(language);
}

function showLanguage(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr";
}
