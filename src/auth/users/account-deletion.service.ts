import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../database/transactions.js';

/**
 * Told inside the transaction that deletes an account, before its rows go. The account is locked: nothing can be added to it
 * any more. Read what must be removed outside the database with `transaction.manager`, and remove it in
 * `transaction.afterCommit`. Throwing keeps the account.
 */
export type AccountDeletionListener = (userId: string, transaction: Transaction) => Promise<void>;

/** Lets features that keep something outside the database remove it together with its owner. Register in `onModuleInit`. */
@Injectable()
export class AccountDeletionService {
  private readonly listeners: AccountDeletionListener[] = [];

  register(listener: AccountDeletionListener): void {
    this.listeners.push(listener);
  }

  async announce(userId: string, transaction: Transaction): Promise<void> {
    for (const listener of this.listeners) await listener(userId, transaction);
  }
}
