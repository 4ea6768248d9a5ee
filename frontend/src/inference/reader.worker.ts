/**
 * Reads faces off the page's thread. It fetches the networks once and then gives up every way to reach the
 * network: what it sees can leave it only as a reading.
 */
import { BlazeFace } from "./blazeface";
import { Cascade } from "./cascade";
import { loadFile } from "./files";
import { Network } from "./network";
import type { Order } from "./order";
import { Pipeline } from "./pipeline";
import type { Answer, Request } from "./protocol";
import type { Picture } from "./resize";
import type { Track } from "./track";

interface WorkerPort {
  onmessage: ((event: MessageEvent<Request>) => void) | null;
  postMessage: (message: Answer) => void;
}

/** What a webcam gives anyway; a phone's photograph is scaled down to twice that. */
const FRAME_PX = 640;
const STILL_PX = 1280;
const WAYS_OUT = ["fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport", "EventSource", "caches", "Worker"];
const LIGHT_STEP = 64;
/** The first run of a network allocates; the fastest of a few tells what the device can do. */
const WARM_UPS = 3;

const port = self as unknown as WorkerPort;
const canvas = new OffscreenCanvas(1, 1);
const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
let pipeline: Pipeline | null = null;
let track: Track | null = null;
let last: Promise<unknown> = Promise.resolve();

port.onmessage = ({ data }) => {
  // One after another: the networks' memory is shared.
  last = last.then(() => answer(data).catch((error: unknown) => port.postMessage({ id: data.id, kind: "failed", why: String(error) })));
};

async function answer(request: Request): Promise<void> {
  const { id } = request;
  if (request.kind === "open") {
    port.postMessage({ id, kind: "opened", frameMs: await open(request.order) });
  } else if (request.kind === "forget") {
    track = null;
    port.postMessage({ id, kind: "done" });
  } else {
    port.postMessage({ id, kind: "read", ...(await read(request.bitmap, request.kind === "still")) });
  }
}

async function open({ model, files, rules }: Order): Promise<number> {
  const [classifier, back, front] = await Promise.all([openNetwork(files.model), openNetwork(files.back), openNetwork(files.front)]);
  const whole = new BlazeFace(back, rules.face_score, rules.same_face_overlap);
  const close = new BlazeFace(front, rules.tracked_score, rules.same_face_overlap);
  pipeline = new Pipeline(model, rules, new Cascade(whole, close, rules), classifier);
  const input = new Float32Array(model.input.channels * model.input.size ** 2);
  const empty = { data: new Uint8ClampedArray(FRAME_PX * FRAME_PX * 3), width: FRAME_PX, height: FRAME_PX * 0.75 };
  const region = { left: 0, top: 0, width: empty.width, height: empty.height };
  let frameMs = Infinity;
  for (let round = 0; round < WARM_UPS; round++) {
    const startedAt = performance.now();
    await whole.detect(empty, region);
    await close.detect(empty, region);
    await classifier.run(input, [1, model.input.channels, model.input.size, model.input.size]);
    frameMs = Math.min(frameMs, performance.now() - startedAt);
  }
  closeWaysOut();
  return frameMs;
}

async function openNetwork(file: Order["files"]["model"]): Promise<Network> {
  return Network.open(await loadFile(file));
}

function closeWaysOut(): void {
  for (const name of WAYS_OUT) Object.defineProperty(self, name, { value: undefined, writable: false, configurable: false });
}

async function read(bitmap: ImageBitmap, isStill: boolean) {
  if (!pipeline) throw new Error("nothing is open");
  const startedAt = performance.now();
  const picture = drawPicture(bitmap, isStill ? STILL_PX : FRAME_PX);
  track ??= pipeline.startTrack();
  const reading = isStill ? await pipeline.readPicture(picture) : await pipeline.readFrame(picture, track, startedAt / 1000);
  return { reading, light: measureLight(picture), tookMs: performance.now() - startedAt };
}

function drawPicture(bitmap: ImageBitmap, largestPx: number): Picture {
  const scale = Math.min(1, largestPx / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(Math.round(bitmap.width * scale), 1);
  const height = Math.max(Math.round(bitmap.height * scale), 1);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  if (!context) throw new Error("no canvas");
  context.clearRect(0, 0, width, height); // or the last picture would show through a transparent one
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return context.getImageData(0, 0, width, height);
}

/** Mean brightness between 0 and 1, from every sixteenth pixel. */
function measureLight({ data }: Picture): number {
  let sum = 0;
  for (let index = 0; index < data.length; index += LIGHT_STEP) {
    sum += 0.299 * (data[index] ?? 0) + 0.587 * (data[index + 1] ?? 0) + 0.114 * (data[index + 2] ?? 0);
  }
  return sum / Math.ceil(data.length / LIGHT_STEP) / 255;
}
