import { Controller, Get, HttpCode, Post, type StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiDefaultResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Caller } from '../../common/principal/principal.decorators.js';
import type { Principal } from '../../common/principal/principal.js';
import { CompatBody } from '../body/compat-body.decorator.js';
import { CompatRoute } from '../credentials/compat-route.decorator.js';
import { Leaving } from '../../common/http/leaving.decorator.js';
import { AudioIdsService } from './audio-ids/audio-ids.service.js';
import { ErrorSentence, ReleaseRequest, ReleaseResponse, StatusResponse } from './dto/audio-id.dto.js';
import { ClipRequest, ClipWavResponse, ClipWaveformResponse, WaveformRequest } from './dto/sound.dto.js';
import { UploadByUrlRequest, UploadResponse } from './dto/upload.dto.js';
import { ViewRequest, ViewResponse } from './dto/view.dto.js';
import { ClipsService } from './sound/clips.service.js';
import { UploadsService } from './uploads/uploads.service.js';
import { ViewsService } from './views/views.service.js';

/** The vocal annotation back-end. Success is 201 except where noted, as its clients have it. */
@ApiTags('compat')
@ApiDefaultResponse({ description: 'What was wrong', type: ErrorSentence })
@Controller()
export class VocalAnnotationController {
  constructor(
    private readonly uploads: UploadsService,
    private readonly views: ViewsService,
    private readonly clips: ClipsService,
    private readonly audioIds: AudioIdsService,
  ) {}

  /** Have a recording fetched from a URL: one id and one overview picture a channel. */
  @Post('upload-by-url')
  @CompatRoute({ body: UploadByUrlRequest })
  uploadByUrl(@Caller() caller: Principal, @CompatBody() request: UploadByUrlRequest): Promise<UploadResponse> {
    return this.uploads.receiveUrl(caller, request);
  }

  /** Draw a part of one channel. */
  @Post('get-audio-clip-spec')
  @HttpCode(200)
  @CompatRoute({ body: ViewRequest })
  view(
    @Caller() caller: Principal,
    @CompatBody() request: ViewRequest,
    @Leaving() leaving: AbortSignal,
  ): Promise<ViewResponse> {
    return this.views.view(caller, request, leaving);
  }

  /** Cut a part of one channel out, as a WAV file of exactly the length that was asked for. */
  @Post('get-audio-clip-wav')
  @HttpCode(200)
  @CompatRoute({ body: ClipRequest })
  @ApiOkResponse({ type: ClipWavResponse })
  wav(@Caller() caller: Principal, @CompatBody() request: ClipRequest): Promise<StreamableFile> {
    return this.clips.wav(caller, request);
  }

  /** Read the outline of a part of one channel. */
  @Post('get-audio-clip-for-visualization')
  @CompatRoute({ body: WaveformRequest })
  @ApiCreatedResponse({ type: ClipWaveformResponse })
  waveform(@Caller() caller: Principal, @CompatBody() request: WaveformRequest): Promise<StreamableFile> {
    return this.clips.waveform(caller, request);
  }

  /** Say that some ids are no longer needed. Ids that are used again stay. */
  @Post('release-audio-given-ids')
  @CompatRoute({ body: ReleaseRequest })
  async release(@Caller() caller: Principal, @CompatBody() request: ReleaseRequest): Promise<ReleaseResponse> {
    await this.audioIds.release(caller, request.audio_id_list);
    return { status: 'success' };
  }

  /** Ask whether the server is there. */
  @Get('get-status')
  @HttpCode(201)
  @CompatRoute()
  status(): StatusResponse {
    return { response: 'success' };
  }
}
