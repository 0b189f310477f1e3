export class LivenessResponse {
  /** Always `ok`: the process answers. */
  status: 'ok';
}

export class ReadinessCheckResponse {
  /** What was checked: `database`, `queue`, `disk`. */
  name: string;
  status: 'ok' | 'failed';
  milliseconds: number;
  /** Why it failed. */
  reason?: string;
  /** Free bytes of the disk that keeps the recordings. */
  freeBytes?: number;
}

export class ReadinessResponse {
  status: 'ok' | 'failed';
  checks: ReadinessCheckResponse[];
}
