import { Logger } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { Transactions } from './transactions.js';

type Work = (manager: EntityManager) => Promise<unknown>;
const manager = {} as EntityManager;
const dataSource = { transaction: (work: Work) => work(manager) } as unknown as DataSource;

describe('Transactions', () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  it('runs what waits for the commit, in order, whatever one of it does', async () => {
    const ran: string[] = [];
    const result = await new Transactions(dataSource).run((transaction) => {
      transaction.afterCommit(() => void ran.push('first'));
      transaction.afterCommit(() => Promise.reject(new Error('no queue')));
      transaction.afterCommit(() => void ran.push('third'));
      return Promise.resolve(42);
    });
    expect({ result, ran }).toEqual({ result: 42, ran: ['first', 'third'] });
  });

  it('runs none of it when the work fails', async () => {
    const action = jest.fn();
    const run = new Transactions(dataSource).run((transaction) => {
      transaction.afterCommit(action);
      return Promise.reject(new Error('rolled back'));
    });
    await expect(run).rejects.toThrow('rolled back');
    expect(action).not.toHaveBeenCalled();
  });
});
