import type { EntityManager } from 'typeorm';
import type { Transaction } from '../../database/transactions.js';
import { AccountDeletionService } from './account-deletion.service.js';

const transaction: Transaction = { manager: {} as EntityManager, afterCommit: () => undefined };

describe('AccountDeletionService', () => {
  it('tells every listener, one after the other, with the transaction', async () => {
    const deletion = new AccountDeletionService();
    const told: unknown[] = [];
    for (const name of ['first', 'second']) {
      deletion.register(async (userId, given) => {
        await Promise.resolve();
        told.push([name, userId, given === transaction]);
      });
    }
    await deletion.announce('user', transaction);
    expect(told).toEqual([
      ['first', 'user', true],
      ['second', 'user', true],
    ]);
  });

  it('lets a listener stop the deletion', async () => {
    const deletion = new AccountDeletionService();
    deletion.register(() => Promise.reject(new Error('not now')));
    await expect(deletion.announce('user', transaction)).rejects.toThrow('not now');
  });
});
