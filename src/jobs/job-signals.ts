import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';

/** What happens to jobs, for those who listen in this process. Other processes learn it from the database a little later. */
@Injectable()
export class JobSignals {
  /** Ids of jobs whose row changed. */
  readonly changed = new Subject<string>();
  /** Ids of running jobs that must stop. */
  readonly cancelRequested = new Subject<string>();
}
