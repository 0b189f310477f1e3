import { checkDataType, checkRank } from '../graph/check-values.js';
import { elementCount } from '../graph/shape.js';
import { type Value } from '../graph/value.js';
import { expand } from './expand.js';
import { reshape } from './reshape.js';

/**
 * Rows of a table.
 *
 * @param table `[entries, channels]`
 * @param indices row numbers of 0 up to entries, of any shape; a number outside ends the run with an error
 * @returns the shape of `indices` and `[channels]` behind
 */
export function embedding(table: Value, indices: Value): Value {
  checkRank('table', table, 2, '[entries, channels]');
  checkDataType('indices', indices, 'int32', 'int64');
  const { graph } = table;
  const channels = table.shape[1];
  const output = graph.node('Gather', [table, indices], [...indices.shape, channels], {
    attributes: { axis: { int: 0 } },
  });
  return graph.record([table], output, [
    (gradient) => {
      const rows = elementCount(indices.shape);
      const zeros = expand(graph.scalar(0), table.shape);
      const targets = expand(reshape(indices, [rows, 1]), [rows, channels]);
      // ScatterElements adds one after the other; ScatterND may add in parallel and lose rows that occur twice.
      return graph.node('ScatterElements', [zeros, targets, reshape(gradient, [rows, channels])], table.shape, {
        attributes: { axis: { int: 0 }, reduction: { string: 'add' } },
      });
    },
  ]);
}
