/** Opens the camera and says in a stable code why it could not. It knows neither frames nor words. */

export const CAMERA_PROBLEMS = ["insecure", "denied", "none", "busy", "failed"] as const;
export type CameraProblem = (typeof CAMERA_PROBLEMS)[number];

export class CameraError extends Error {
  constructor(readonly problem: CameraProblem) {
    super(problem);
    this.name = "CameraError";
  }
}

const WANTED: MediaStreamConstraints = {
  audio: false,
  video: { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 15 }, facingMode: "user" },
};

const PROBLEM_OF_ERROR: Record<string, CameraProblem> = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "none",
  OverconstrainedError: "none",
  NotReadableError: "busy",
  AbortError: "busy",
};

export async function openCamera(): Promise<MediaStream> {
  // Plain http on anything but localhost has no mediaDevices at all, whatever the types say.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new CameraError("insecure");
  try {
    return await devices.getUserMedia(WANTED);
  } catch (error) {
    throw new CameraError(PROBLEM_OF_ERROR[error instanceof Error ? error.name : ""] ?? "failed");
  }
}

export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
