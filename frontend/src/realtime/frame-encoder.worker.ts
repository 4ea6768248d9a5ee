/** Scales a picture down and encodes it off the page's thread. It sees one picture at a time and keeps none. */
import type { EncodedFrame, FrameAnswer, FrameOrder } from "./frame-encoder";

const QUALITY = 0.75;

interface WorkerPort {
  onmessage: ((event: MessageEvent<FrameOrder>) => void) | null;
  postMessage: (message: FrameAnswer, transfer: Transferable[]) => void;
}

const port = self as unknown as WorkerPort;
const canvas = new OffscreenCanvas(1, 1);
const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true });

port.onmessage = async ({ data }) => {
  try {
    const frame = await encode(data);
    port.postMessage({ kind: "encoded", ...frame }, [frame.bytes]);
  } catch {
    port.postMessage({ kind: "failed" }, []); // what an async handler throws does not reach the page by itself
  }
};

async function encode({ bitmap, width }: FrameOrder): Promise<EncodedFrame> {
  const height = Math.round((bitmap.height * width) / bitmap.width);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  context?.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const light = context ? measureLight(context, width, height) : 0;
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
  return { bytes: await blob.arrayBuffer(), light };
}

/** Mean brightness between 0 and 1, from every sixteenth pixel. */
function measureLight(from: OffscreenCanvasRenderingContext2D, width: number, height: number): number {
  const { data } = from.getImageData(0, 0, width, height);
  let sum = 0;
  let count = 0;
  for (let index = 0; index < data.length; index += 64) {
    sum += 0.299 * (data[index] ?? 0) + 0.587 * (data[index + 1] ?? 0) + 0.114 * (data[index + 2] ?? 0);
    count += 1;
  }
  return count === 0 ? 0 : sum / count / 255;
}
