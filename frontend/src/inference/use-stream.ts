/** Has what a video or canvas shows read again and again, one frame after another, until the page changes. */
import { useEffect, useEffectEvent } from "react";

import type { DeviceReader } from "./device-reader";
import type { Read } from "./protocol";

/** Enough to see the smoothing at work, and easy on a battery. */
const EVERY_MS = 250;

export function useStream(reader: DeviceReader, source: () => ImageBitmapSource | null, isOn: boolean, onRead: (read: Read) => void): void {
  const findSource = useEffectEvent(source);
  const tell = useEffectEvent(onRead);
  useEffect(() => {
    if (!isOn) return;
    let isOver = false;
    let timer = 0;
    const step = async () => {
      const startedAt = performance.now();
      const shown = document.hidden ? null : findSource();
      const read = shown ? await reader.readFrame(shown).catch(() => null) : null;
      if (isOver) return;
      if (read) tell(read);
      timer = window.setTimeout(() => void step(), Math.max(0, EVERY_MS - (performance.now() - startedAt)));
    };
    void reader.forget().then(step, () => undefined);
    return () => {
      isOver = true;
      window.clearTimeout(timer);
    };
  }, [reader, isOn]);
}
