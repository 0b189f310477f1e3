import { UnprocessableError } from '../../common/errors/errors.js';
import { MOST_CLASSES } from '../network/segmenter-settings.js';

export class TooManyClassesError extends UnprocessableError {
  constructor(count: number) {
    super(
      'too-many-classes',
      `The labels have ${count} different names; a model learns at most ${MOST_CLASSES}. Give similar calls one name.`,
    );
  }
}

export class NothingToLearnError extends UnprocessableError {
  constructor() {
    super(
      'nothing-to-learn',
      'There is no labelled area of at least one frame. Mark an area and label what calls in it.',
    );
  }
}
