import { ConflictError } from '../../common/errors/errors.js';

/** Nobody has asked for these tiles, or their analysis has not ended. */
export class TilesMissingError extends ConflictError {
  constructor(
    recordingId: string,
    channel: number | 'mono',
    running?: { readonly id: string; readonly status: string },
  ) {
    const options = channel === 'mono' ? '' : `, "options": {"channel": ${channel}}`;
    super(
      'spectrogram-not-built',
      running === undefined
        ? `The recording has no tiles yet: POST /v1/recordings/${recordingId}/analyses {"kind": "spectrogram"${options}} builds them.`
        : `The tiles are not built yet: analysis ${running.id} is ${running.status}; see /v1/analyses/${running.id}.`,
    );
  }
}
