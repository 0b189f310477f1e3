import { DecoderInterruptedError } from '../audio-errors.js';
import { FfmpegProcess } from './ffmpeg-process.js';
import { findProgram } from './find-ffmpeg.js';

/** Any program that runs for a while stands in for ffmpeg. */
const start = (): FfmpegProcess => new FfmpegProcess(findProgram('sleep')!, ['30']);

describe('FfmpegProcess', () => {
  it('knows an end from outside, which the next try may not meet', async () => {
    const running = start();
    process.kill(running.pid!, 'SIGTERM');
    await expect(running.end()).rejects.toThrow(DecoderInterruptedError);
  });

  it('does not call its own end an interruption', async () => {
    const running = start();
    running.kill();
    await expect(running.end()).resolves.toBeNull();
  });

  it('is out of reach of Ctrl-C in the terminal of the server', () => {
    const running = start();
    // A signal to a process group can be sent only if there is one of that number.
    expect(() => process.kill(-running.pid!, 0)).not.toThrow();
    running.kill();
  });
});
