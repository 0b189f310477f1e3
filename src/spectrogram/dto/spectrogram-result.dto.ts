import { IsInt, IsNumber, IsOptional, Min } from 'class-validator';

/** What was built; the pictures are at `/v1/recordings/{id}/spectrogram/tiles`. */
export class SpectrogramResult {
  /** null: the mean of all channels. */
  @IsOptional()
  @IsInt()
  channel: number | null;

  /** Zooms, of which 0 shows the whole recording in one tile. */
  @IsInt()
  @Min(1)
  zooms: number;

  /** Columns at the deepest zoom. */
  @IsInt()
  @Min(1)
  columns: number;

  /** Seconds of a column at the deepest zoom. */
  @IsNumber()
  secondsPerColumn: number;

  /** Room that the tiles take on the disk. */
  @IsInt()
  @Min(0)
  sizeBytes: number;
}
