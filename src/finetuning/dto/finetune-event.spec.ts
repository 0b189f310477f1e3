import { ofFinetune } from './finetune-event.dto.js';

describe('ofFinetune', () => {
  it.each(['progress', 'end'])('gives the event %s the id of the fine-tune and keeps that of the job', (type) => {
    const event = { type, id: '3', data: { id: 'job', status: 'running', progress: 0.5 } };
    const data = { id: 'finetune', jobId: 'job', status: 'running', progress: 0.5 };
    expect(ofFinetune(event, 'finetune', 'job')).toEqual({ type, id: '3', data });
  });

  it('leaves points of the curve as they are', () => {
    const event = { type: 'partial', id: '4', data: { step: 1 } };
    expect(ofFinetune(event, 'finetune', 'job')).toBe(event);
  });
});
