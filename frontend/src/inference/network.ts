/** Runs an exported network in WebAssembly. It knows neither faces nor where the bytes came from. */
import { env, InferenceSession, Tensor } from "onnxruntime-web/wasm";
import wasmUrl from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";

// Our own server's copy. One thread: more need a page that is isolated from others, and two were slower here.
env.wasm.wasmPaths = { wasm: wasmUrl };
env.wasm.numThreads = 1;
env.logLevel = "error"; // what it warns of is what its optimiser tidied up

/** Errors only: its warnings about how a file was exported would stand in every student's console. */
const SESSION = { executionProviders: ["wasm"], logSeverityLevel: 3 } as const;

export class Network {
  private constructor(private readonly session: InferenceSession) {}

  static async open(bytes: Uint8Array): Promise<Network> {
    return new Network(await InferenceSession.create(bytes, SESSION));
  }

  get inputShape(): readonly number[] {
    const [entry] = this.session.inputMetadata;
    return entry?.isTensor ? entry.shape.map(Number) : [];
  }

  /** All outputs, in the network's own order. */
  async run(input: Float32Array, shape: readonly number[]): Promise<Float32Array[]> {
    const [name = ""] = this.session.inputNames;
    const answers = await this.session.run({ [name]: new Tensor("float32", input, shape) });
    return this.session.outputNames.map((output) => answers[output]?.data as Float32Array);
  }
}
