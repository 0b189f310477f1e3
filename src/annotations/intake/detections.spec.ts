import { fromDetections } from './detections.js';

const source = { model: 'segmenter-base', version: '1.0.0' };

describe('labels of what a model heard', () => {
  it('name the model, keep microseconds and leave blank what it does not tell', () => {
    const [label] = fromDetections(
      [{ onsetSeconds: 0.12345678, offsetSeconds: 1, cluster: 'A', confidence: 0.5 }],
      source,
    );
    expect(label).toEqual({
      onsetSeconds: 0.123457,
      offsetSeconds: 1,
      lowFrequencyHz: null,
      highFrequencyHz: null,
      channel: 0,
      species: '',
      individual: '',
      cluster: 'A',
      text: '',
      confidence: 0.5,
      modelName: 'segmenter-base',
      modelVersion: '1.0.0',
    });
  });

  it.each([
    [{ onsetSeconds: NaN, offsetSeconds: 1 }, 'Label 2: onsetSeconds must be'],
    [{ onsetSeconds: 2, offsetSeconds: 1 }, 'Label 2: offsetSeconds must not be before'],
    [{ onsetSeconds: 1, offsetSeconds: 2, confidence: 1.01 }, 'Label 2: confidence must be'],
  ])('are refused when they break a rule: %j', (wrong, message) => {
    expect(() => fromDetections([{ onsetSeconds: 0, offsetSeconds: 1 }, wrong], source)).toThrow(message);
  });
});
