/** Loads the reader when asked, and closes it with the page. */
import { useCallback, useEffect, useRef, useState } from "react";

import { DeviceReader } from "./device-reader";
import { canReadHere } from "./support";

export type ReaderState = { is: "idle" | "loading" | "failed"; reader: null } | { is: "ready"; reader: DeviceReader };

export function useDeviceReader(): ReaderState & { load: () => void } {
  const [state, setState] = useState<ReaderState>({ is: "idle", reader: null });
  const isGone = useRef(false);
  const opened = useRef<DeviceReader | null>(null);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
      opened.current?.close();
    };
  }, []);
  const load = useCallback(() => {
    setState({ is: "loading", reader: null });
    openHere()
      .then((reader) => {
        if (isGone.current) return reader.close();
        opened.current = reader;
        reader.onLost = () => setState({ is: "failed", reader: null });
        setState({ is: "ready", reader });
      })
      .catch(() => setState({ is: "failed", reader: null }));
  }, []);
  return { ...state, load };
}

function openHere(): Promise<DeviceReader> {
  return canReadHere() ? DeviceReader.open() : Promise.reject(new Error("this browser lacks a part"));
}
