/** Where the test model lies, from the root of the repository. */
export const MODEL_FOLDER = 'test/models/transcription/whisper-digits';

/** Never heard in training; its strings are what end-to-end tests transcribe. Chosen before anything was measured: the last by name. */
export const HELD_OUT_SPEAKER = 'yweweler';
