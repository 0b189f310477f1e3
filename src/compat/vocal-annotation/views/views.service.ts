import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../common/principal/principal.js';
import { AudioIdsService } from '../audio-ids/audio-ids.service.js';
import type { ViewRequest, ViewResponse } from '../dto/view.dto.js';
import { PicturesService } from './pictures.service.js';

/** Parts of one channel as pictures. */
@Injectable()
export class ViewsService {
  constructor(
    private readonly audioIds: AudioIdsService,
    private readonly pictures: PicturesService,
  ) {}

  async view(caller: Principal, request: ViewRequest, leaving: AbortSignal): Promise<ViewResponse> {
    const track = await this.audioIds.use(caller, request.audio_id);
    const sampleRateHz = request.sampling_rate ?? track.sampleRateHz;
    const part = {
      recordingId: track.recording.id,
      channel: track.channel,
      sampleRateHz,
      startSample: Math.max(0, Math.floor(request.start_time * sampleRateHz)),
      hopLength: Math.max(1, request.hop_length),
      columns: request.num_spec_columns,
      brightness: request.brightness ?? 1,
      contrast: request.contrast ?? 1,
    };
    return this.pictures.draw(part, request, leaving);
  }
}
