import type { OpinionNote } from '@nq15/domain/information'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** Keeps an opinion note. */
export async function insertOpinionNote(
  tx: Tx,
  _scope: Scope,
  of: OpinionNote & { readonly noteId: string; readonly recordedBy: string; readonly recordedByName: string },
): Promise<void> {
  const { noteId, heardOn, ...rest } = of
  await tx.opinionNote.createMany({ data: [{ ...rest, id: noteId, heardOn: dateOf(heardOn) }] })
}

/** Puts the notes heard before a day into the totals of their months and deletes them (privacy L8); answers how many. */
export async function foldOpinionNotes(
  tx: Tx,
  _scope: Scope,
  { before }: { readonly before: LegalDay },
): Promise<number> {
  const totals = await tx.$queryRaw<
    {
      organizationId: string
      month: Date
      topic: string
      channel: string
      tendency: string
      breadth: string
      count: number
    }[]
  >`select organization_id::text as "organizationId", date_trunc('month', heard_on)::date as month, topic, channel, tendency, breadth,
      count(*)::int as count
    from opinion_note where heard_on < ${before}::date group by 1, 2, 3, 4, 5, 6`
  for (const { count, ...of } of totals)
    await tx.opinionTotal.upsert({
      where: { organizationId_month_topic_channel_tendency_breadth: of },
      create: { ...of, id: newId(), count },
      update: { count: { increment: count } },
    })
  const { count } = await tx.opinionNote.deleteMany({ where: { heardOn: { lt: dateOf(before) } } })
  return count
}
