import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type BacktestReportLine, backtestReport, writeBacktest } from '@nq15/documents/monitoring'
import { todayInHanoi } from '@nq15/domain/calendar'
import { wordType } from '@nq15/use-cases/ratings/paper-words'
import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { asDownload } from '../server/download.server.ts'
import { askMonitor } from '../server/monitor.server.ts'
import { requirePermission } from '../server/session.server.ts'
import { ownOrganization } from './own-organization.server.ts'

/** The last back-test of one's organization with the indicators by their names; official, so in Vietnamese. 404 before the first. */
async function lastBacktest(args: LoaderFunctionArgs) {
  const { person } = await requirePermission(args, 'monitoring:read')
  const organizationId = ownOrganization(person, args.request)
  const answer = organizationId
    ? await askMonitor(args, (monitor) => monitor.indicators.list.query({ organizationId }))
    : null
  if (answer && !answer.up) throw data(null, { status: 503 })
  if (!answer?.value.backtest) throw data(null, { status: 404 })
  const { backtest, indicators, organizationName } = answer.value
  const names = new Map(indicators.map(({ id, name }) => [id, name.vi]))
  const lines = backtest.result.lines.map(
    ({ code, ...counts }): BacktestReportLine => ({ code, name: names.get(code) ?? code, ...counts }),
  )
  return { ...backtest, organizationName, lines, by: person.actor.name }
}

/** The last back-test as a table that a spreadsheet opens. */
export async function backtestCsvLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { lines, from, until, ruleVersion } = await lastBacktest(args)
  const rows = lines.map(({ code, judged, hits, falseAlarms, missed, leadMonths, verdicts }) =>
    [code, judged, hits, falseAlarms, missed, leadMonths ?? '', verdicts.true, verdicts.known, verdicts.false].join(
      ',',
    ),
  )
  const head = 'indicator,judged,hits,falseAlarms,missed,leadMonths,verdictTrue,verdictKnown,verdictFalse'
  const bytes = Buffer.from(`\uFEFF# ${ruleVersion} ${from} ${until}\n${head}\n${rows.join('\n')}\n`)
  return asDownload({ fileName: 'kiem-nghiem-chi-so.csv', contentType: 'text/csv; charset=utf-8', bytes })
}

/** The last back-test as a report in Word. */
export async function backtestPaperLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { organizationName, madeByName, result, lines, from, until, ruleVersion } = await lastBacktest(args)
  const now = new Date()
  const bytes = await backtestReport({
    ...{ issuer: organizationName, day: todayInHanoi(now), from, until, ruleVersion, madeByName, lines },
    outcomes: result.outcomes,
    generatedAt: now.toISOString(),
  })
  return asDownload({ fileName: 'kiem-nghiem-chi-so.docx', contentType: wordType, bytes })
}

/** The last back-test as a workbook that can be proved whole. */
export async function backtestWorkbookLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { organizationName, lines, from, until, ruleVersion, by } = await lastBacktest(args)
  const target = new PassThrough()
  const bytes = buffer(target)
  const statement = {
    title: 'Kiểm nghiệm các chỉ số nhận diện sớm',
    filter: `tháng ${from.slice(0, 7)} đến ${until.slice(0, 7)}`,
    scope: organizationName,
    asOf: until,
    generatedAt: new Date().toISOString(),
    generatedBy: by,
    rules: ruleVersion,
  }
  await writeBacktest(lines, { statement, target })
  return asDownload({
    fileName: 'kiem-nghiem-chi-so.xlsx',
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes: await bytes,
  })
}
