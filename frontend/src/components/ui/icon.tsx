/** The few line drawings the interface uses, all on a 24 px grid. Always beside a word or a label. */
import type { ReactNode } from "react";

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {PATHS[name]}
    </svg>
  );
}

const PATHS = {
  menu: <path d="M4 7h16M4 12h16M4 17h16" />,
  close: <path d="m6 6 12 12M18 6 6 18" />,
  sun: (
    <>
      <circle cx="12" cy="12" r="4" />
      <path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4" />
    </>
  ),
  moon: <path d="M20 14.5A8 8 0 0 1 9.5 4a8 8 0 1 0 10.5 10.500z" />,
  device: (
    <>
      <rect x="3" y="5" width="18" height="12" rx="2" />
      <path d="M9 20h6" />
    </>
  ),
  person: (
    <>
      <circle cx="12" cy="8" r="3.5" />
      <path d="M5 20c.8-3.7 3.5-5.5 7-5.500s6.2 1.8 7 5.5" />
    </>
  ),
  camera: (
    <>
      <rect x="3" y="7" width="12.5" height="10" rx="2.5" />
      <path d="m15.5 11 5-2.500v7l-5-2.5" />
    </>
  ),
  cameraOff: (
    <>
      <path d="M15.5 13.500V9.500a2.5 2.5 0 0 0-2.5-2.500H9M5.5 7A2.5 2.5 0 0 0 3 9.500v5A2.5 2.5 0 0 0 5.5 17H13M15.5 11l5-2.500v7l-2-1" />
      <path d="m3 3 18 18" />
    </>
  ),
  hand: <path d="M7 12V6.500a1.5 1.5 0 0 1 3 0V11m0-1V4.500a1.5 1.5 0 0 1 3 0V11m0-4.500a1.5 1.5 0 0 1 3 0V12m0-2a1.5 1.5 0 0 1 3 0v4a6.5 6.5 0 0 1-6.5 6.500c-3 0-4.5-1.2-6-4L4.3 13a1.5 1.5 0 0 1 2.5-1.600L8 13" />,
  help: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M9.700 9.800a2.400 2.400 0 1 1 3.500 2.100c-.8.4-1.200.9-1.200 1.800" />
      <path strokeWidth="2.2" d="M12 16.400h.01" />
    </>
  ),
  check: <path d="m5 12.5 4.5 4.500L19 7.5" />,
  arrow: <path d="M5 12h14m-6-6 6 6-6 6" />,
  grip: <path strokeWidth="2.6" d="M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01" />,
  up: <path d="m6 14 6-6 6 6" />,
  down: <path d="m6 10 6 6 6-6" />,
  book: <path d="M12 6.500C10 5 7 4.5 4 4.700v13.500c3-.2 6 .3 8 1.8 2-1.5 5-2 8-1.800V4.700c-3-.2-6 .3-8 1.800zm0 0V20" />,
  plus: <path d="M12 5v14M5 12h14" />,
  trash: <path d="M5 7h14M10 7V4.500h4V7M7 7l.8 12.500h8.400L17 7" />,
  external: <path d="M13 5h6v6M19 5l-8 8M17 14v5H5V7h5" />,
  breath: (
    <>
      <circle cx="12" cy="12" r="3" />
      <circle cx="12" cy="12" r="8" strokeDasharray="3 3" />
    </>
  ),
} satisfies Record<string, ReactNode>;
