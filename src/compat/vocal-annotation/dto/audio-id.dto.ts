import { ArrayMaxSize, IsArray, IsString, MaxLength } from 'class-validator';

/** Names one channel of an upload. */
export class AudioIdRequest {
  @IsString()
  @MaxLength(100)
  audio_id: string;
}

/** Ids that the client no longer needs. */
export class ReleaseRequest {
  /** Unknown ids and nulls are passed over. */
  @IsArray()
  @ArrayMaxSize(10_000)
  audio_id_list: unknown[];
}

export class ReleaseResponse {
  /** @example "success" */
  status: string;
}

export class StatusResponse {
  /** @example "success" */
  response: string;
}

/** What went wrong. */
export class ErrorSentence {
  error: string;
}
