// Names every test that was skipped: Jest itself only counts them.
module.exports = class SkippedReporter {
  onRunComplete(_contexts, { testResults }) {
    const skipped = testResults
      .flatMap((file) => file.testResults)
      .filter(({ status }) => status === 'pending' || status === 'todo');
    if (skipped.length > 0) process.stdout.write('\nSkipped on this machine:\n');
    for (const { fullName } of skipped) process.stdout.write(`  ${fullName}\n`);
  }
};
