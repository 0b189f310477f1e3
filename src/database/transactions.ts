import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

type AfterCommit = () => void | Promise<void>;

/** One unit of work: queries go through `manager`; what must wait for the commit is handed to `afterCommit`. */
export interface Transaction {
  readonly manager: EntityManager;
  /** Runs `action` once the transaction is committed, in order; never when it is rolled back. A failure is logged, not thrown. */
  afterCommit(action: AfterCommit): void;
}

/**
 * Runs work in a database transaction. Inside, use the given `manager` only: the embedded database has one connection, and a query
 * beside the transaction would wait for it for ever.
 */
@Injectable()
export class Transactions {
  private readonly logger = new Logger(Transactions.name);

  constructor(private readonly dataSource: DataSource) {}

  async run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const actions: AfterCommit[] = [];
    const result = await this.dataSource.transaction((manager) =>
      work({ manager, afterCommit: (action) => void actions.push(action) }),
    );
    // What is committed stays committed: an action that fails must neither stop the others nor make the request look failed.
    for (const action of actions) {
      try {
        await action();
      } catch (error) {
        this.logger.error(error);
      }
    }
    return result;
  }
}
