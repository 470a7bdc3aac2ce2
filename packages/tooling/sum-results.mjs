/**
 * Adds up one run: each check is one, tests are counted from the reports of their runner. What should have reported and did
 * not, and a step that failed while its reports show nothing, count as failed, so that no fault hides behind a sum.
 */
export function countResults({ steps, suites, browser }) {
  const sum = { passed: 0, failed: 0, skipped: 0, faults: [] }
  const fail = (fault) => {
    sum.failed += 1
    sum.faults.push(fault)
  }
  for (const { kind, name, status } of steps) {
    const before = sum.failed
    if (kind === 'check') {
      if (status === 0) sum.passed += 1
      else fail(name)
      continue
    }
    if (name in suites) addSuite(suites[name], name, sum, fail)
    else addBrowser(browser, name, sum, fail)
    if (status !== 0 && sum.failed === before) fail(`${name}: ended with code ${status}, no report names a fault`)
  }
  return sum
}

function addSuite({ expected, reports }, name, sum, fail) {
  if (expected.length === 0) fail(`${name}: nothing ran`)
  for (const folder of expected) {
    const report = reports[folder]
    if (!report) {
      fail(`${name} ${folder}: no report`)
      continue
    }
    const before = sum.failed
    for (const file of report.testResults) {
      for (const { status, fullName } of file.assertionResults) {
        if (status === 'passed') sum.passed += 1
        else if (status === 'failed') fail(`${name} ${folder}: ${fullName}`)
        else sum.skipped += 1
      }
      const broken = file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')
      if (broken) fail(`${name} ${folder}: ${file.name.split('/').at(-1)} could not run`)
    }
    if (report.testResults.length === 0) fail(`${name} ${folder}: no test ran`)
    else if (!report.success && sum.failed === before)
      fail(`${name} ${folder}: the runner reports a fault outside its tests`)
  }
}

function addBrowser(report, name, sum, fail) {
  if (!report) {
    fail(`${name}: no report`)
    return
  }
  const { expected, unexpected, flaky, skipped } = report.stats
  sum.passed += expected
  sum.skipped += skipped
  const titles = specsOf(report.suites).filter(({ ok, tests }) => !ok || tests.some(({ status }) => status === 'flaky'))
  // A test that passes at the second try has failed once.
  for (let n = 0; n < unexpected + flaky; n += 1) fail(`${name}: ${titles[n]?.title ?? 'a test'}`)
  for (const { message } of report.errors ?? []) fail(`${name}: ${String(message).split('\n')[0]}`)
  if (expected + unexpected + flaky === 0) fail(`${name}: no test ran`)
}

const specsOf = (suites) => suites.flatMap((suite) => [...(suite.specs ?? []), ...specsOf(suite.suites ?? [])])
