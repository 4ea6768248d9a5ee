/** Mantine dressed as Attune: ink on warm paper, chalk on slate, one teal. It knows no component of ours. */
import { Button, createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

const TEAL: MantineColorsTuple = [
  "#eef6f5",
  "#d9ebe9",
  "#b2d6d3",
  "#86c8c1",
  "#5ea8a4",
  "#3f918e",
  "#297a79",
  "#186566",
  "#0f5257",
  "#0a3d42",
];

const SLATE: MantineColorsTuple = [
  "#e9e6de",
  "#cbcbc5",
  "#a9b4b8",
  "#808d93",
  "#4c5a61",
  "#2d3a41",
  "#232e34",
  "#141b1f",
  "#10171a",
  "#0b1012",
];

/** Mantine's greys are cold; these belong to the paper. */
const STONE: MantineColorsTuple = [
  "#f8f5ee",
  "#f2ede2",
  "#e9e2d3",
  "#dcd4c3",
  "#c9c1af",
  "#aaa28f",
  "#88826f",
  "#5d5a50",
  "#3a3a36",
  "#242522",
];

const ROSE: MantineColorsTuple = [
  "#fcf0ec",
  "#f8ddd5",
  "#f3b9aa",
  "#f0957c",
  "#e07458",
  "#cd583a",
  "#bb452a",
  "#a3341b",
  "#8f2b15",
  "#6f200f",
];

const WORDS_ON: Record<string, Record<string, string>> = {
  filled: { "--button-color": "var(--on-accent)" },
  light: { "--button-color": "var(--accent)", "--button-bg": "var(--accent-soft)", "--button-hover": "var(--accent-soft-hover)" },
};

export const theme = createTheme({
  colors: { teal: TEAL, dark: SLATE, gray: STONE, red: ROSE },
  primaryColor: "teal",
  primaryShade: { light: 8, dark: 3 },
  autoContrast: true,
  defaultRadius: 10,
  cursorType: "pointer",
  respectReducedMotion: true,
  fontFamily: "var(--sans)",
  fontFamilyMonospace: "ui-monospace, 'DejaVu Sans Mono', monospace",
  headings: { fontFamily: "var(--serif)", fontWeight: "600" },
  fontSizes: { xs: "13px", sm: "15px", md: "16px", lg: "18px", xl: "20px" },
  components: {
    Button: Button.extend({
      defaultProps: { size: "sm" },
      // On light teal only dark words can be read; Mantine decides that once for both schemes.
      vars: (_, { variant = "filled" }) => ({ root: WORDS_ON[variant] ?? {} }),
    }),
    ActionIcon: { defaultProps: { variant: "subtle", size: "lg" } },
    Modal: { defaultProps: { centered: true, radius: 14, overlayProps: { backgroundOpacity: 0.35 } } },
    Paper: { defaultProps: { withBorder: true, p: "md" } },
    Badge: { defaultProps: { tt: "none", fw: 600 } },
    Tooltip: { defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: false } } },
  },
});

const shared = {
  "--mantine-color-body": "var(--paper)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-dimmed": "var(--ink-soft)",
  "--mantine-color-placeholder": "var(--ink-soft)",
  "--mantine-color-anchor": "var(--accent)",
  "--mantine-color-error": "var(--danger)",
  "--mantine-color-default": "var(--surface)",
  "--mantine-color-default-hover": "var(--sunken)",
  "--mantine-color-default-border": "var(--line)",
  "--mantine-color-default-color": "var(--ink)",
  "--mantine-color-disabled": "var(--sunken)",
  "--mantine-color-disabled-border": "var(--line)",
  "--mantine-color-disabled-color": "var(--ink-soft)",
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });
