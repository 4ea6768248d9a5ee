/** Tells from a few pixels, now and then, whether a picture is bright enough. Nothing leaves the page. */
import { useEffect, useState, type RefObject } from "react";

export type Light = "Dark" | "Bright" | "Good";

const EVERY_MS = 700;
const SIZE_PX = 32;
/** Mean brightness, 0 to 1: below, the server's quality check starts to refuse; above, faces wash out. */
const DARK_BELOW = 0.2;
const BRIGHT_ABOVE = 0.85;

export function useLight(video: RefObject<HTMLVideoElement | null>, stream: MediaStream | null): Light | null {
  const [light, setLight] = useState<Light | null>(null);
  useEffect(() => {
    if (!stream) return;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = SIZE_PX;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    const timer = window.setInterval(() => {
      if (video.current && video.current.videoWidth > 0 && context) setLight(judge(context, video.current));
    }, EVERY_MS);
    return () => window.clearInterval(timer);
  }, [stream, video]);
  return light;
}

function judge(context: CanvasRenderingContext2D, video: HTMLVideoElement): Light {
  context.drawImage(video, 0, 0, SIZE_PX, SIZE_PX);
  const { data } = context.getImageData(0, 0, SIZE_PX, SIZE_PX);
  let sum = 0;
  for (let index = 0; index < data.length; index += 4) {
    sum += 0.299 * (data[index] ?? 0) + 0.587 * (data[index + 1] ?? 0) + 0.114 * (data[index + 2] ?? 0);
  }
  const mean = sum / (SIZE_PX * SIZE_PX * 255);
  if (mean < DARK_BELOW) return "Dark";
  return mean > BRIGHT_ABOVE ? "Bright" : "Good";
}
