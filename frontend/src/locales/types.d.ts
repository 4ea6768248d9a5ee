/** Makes a key that no language file has a type error. */
import "i18next";

import type { words } from "./en";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof words };
    returnNull: false;
  }
}
