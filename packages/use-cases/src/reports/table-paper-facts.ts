import type { Tx } from '@nq15/db/client'
import type { Campaign } from '@nq15/db/ratings/campaign.read'
import { findStandingSignOff } from '@nq15/db/reports/sign-off.read'
import type { Scope } from '@nq15/db/scope'
import type { ReportTable } from '@nq15/documents/ratings'
import { printedList, type TableToPrint, tableInWords } from '@nq15/documents/reports'
import { todayInHanoi } from '@nq15/domain/calendar'
import { showAll, tableCodes } from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'
import { writtenDay } from '../ratings/paper-words.ts'
import { computeFor } from './read-tables.ts'

type Asked = {
  readonly campaign: Campaign
  readonly organizationId: string
  readonly day: LegalDay
  readonly now: Date
}

/**
 * Tables B1 to B8 of a committee's year for its report: as they were signed where they are, else as they stand on the day, with
 * what a reader above may not see hidden. Null out of scope, or while the year was never opened.
 */
export async function tablePaperFacts(
  tx: Tx,
  scope: Scope,
  { campaign: { year }, organizationId, day, now }: Asked,
): Promise<{ tables: readonly ReportTable[]; tablesNote: string } | null> {
  const today = todayInHanoi(now)
  const asOf = day < today ? day : today
  const computed = await computeFor(tx, scope, { organizationId, year, asOf, against: null, codes: tableCodes, now })
  if (!computed) return null
  const signed = computed.guarded ? null : await findStandingSignOff(tx, scope, { organizationId, year })
  const toPrint: readonly TableToPrint[] = signed
    ? signed.content.tables.map(({ code, blocks }) => ({ code, blocks: showAll(blocks) }))
    : tableCodes.map((code) => ({ code, blocks: computed.shown.get(code) ?? [] }))
  const words = { ruleSetCode: signed?.content.rules.code ?? computed.computed.rules.code, locale: 'vi' } as const
  return {
    tables: toPrint.flatMap((table) =>
      tableInWords(table, words).map((block) => ({
        ...{ code: block.code, title: block.title, blockTitle: block.blockTitle },
        ...printedList(block),
      })),
    ),
    tablesNote: signed
      ? `Số liệu đến ngày ${writtenDay(signed.asOf)}, ${signed.signerName} (${signed.signerTitle}) ký duyệt ngày ${writtenDay(todayInHanoi(signed.signedAt))}`
      : `Số liệu đến ngày ${writtenDay(asOf)}, chưa ký duyệt`,
  }
}
