import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** What one record of one organization wants to be reminded of: a kind, its due day and the days of reminding. */
export type WantedReminder = {
  readonly organizationId: string
  readonly kind: string
  readonly dueOn: LegalDay
  readonly remindOn: readonly LegalDay[]
}

type Record = { readonly recordTable: string; readonly recordId: string }

/**
 * Makes the waiting reminders of a record exactly those wanted: others are cancelled, missing ones added, and what was sent
 * stays sent. Calling it twice changes nothing.
 */
export async function replaceReminders(
  tx: Tx,
  _scope: Scope,
  { recordTable, recordId }: Record,
  wanted: readonly WantedReminder[],
): Promise<void> {
  const rows = JSON.stringify(
    wanted.flatMap(({ remindOn, organizationId, kind, dueOn }) =>
      remindOn.map((day) => ({ organization_id: organizationId, kind, due_on: dueOn, remind_on: day })),
    ),
  )
  await tx.$executeRaw`
    update reminder r set state = 'cancelled'
     where r.record_table = ${recordTable} and r.record_id = ${recordId}::uuid and r.state = 'waiting'
       and not exists (select from jsonb_to_recordset(${rows}::jsonb) as w (organization_id uuid, kind text, due_on date, remind_on date)
         where (w.organization_id, w.kind, w.due_on, w.remind_on) = (r.organization_id, r.kind, r.due_on, r.remind_on))`
  await tx.$executeRaw`
    insert into reminder (id, record_table, record_id, organization_id, kind, due_on, remind_on)
    select app.uuid_v7(), ${recordTable}, ${recordId}::uuid, w.organization_id, w.kind, w.due_on, w.remind_on
      from jsonb_to_recordset(${rows}::jsonb) as w (organization_id uuid, kind text, due_on date, remind_on date)
    on conflict do nothing`
}

/**
 * Adds reminders of what was missed on a day, told once on a later day and due then. One that is there for that missed day,
 * waiting or told, stays the only one, though the calendar have moved its day since.
 */
export async function addReminders(
  tx: Tx,
  _scope: Scope,
  wanted: readonly (Record & {
    readonly organizationId: string
    readonly kind: string
    /** The day that was missed. */
    readonly missedOn: LegalDay
    readonly remindOn: LegalDay
  })[],
): Promise<void> {
  if (wanted.length === 0) return
  await tx.$executeRaw`
    insert into reminder (id, record_table, record_id, organization_id, kind, due_on, remind_on)
    select app.uuid_v7(), w."recordTable", w."recordId", w."organizationId", w.kind, w."remindOn", w."remindOn"
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w ("recordTable" text, "recordId" uuid, "organizationId" uuid, kind text,
        "missedOn" date, "remindOn" date)
     where not exists (select from reminder r where r.record_table = w."recordTable" and r.record_id = w."recordId" and r.kind = w.kind
       and r.remind_on between w."missedOn" and w."missedOn" + 20)
    on conflict do nothing`
}

const due = z.object({
  id: z.string(),
  recordTable: z.string(),
  recordId: z.string(),
  organizationId: z.string(),
  kind: z.string(),
  dueOn: z.string(),
})
export type DueReminder = z.infer<typeof due>

/** Takes up reminders whose day has come and marks them as sent. Of several of one matter only the newest is answered. */
export async function takeDueReminders(
  tx: Tx,
  _scope: Scope,
  { day, limit }: { readonly day: LegalDay; readonly limit: number },
): Promise<DueReminder[]> {
  const rows = await tx.$queryRaw`
    with taken as (
      update reminder set state = 'sent' where id in (
        select id from reminder where state = 'waiting' and remind_on <= ${dateOf(day)}::date order by remind_on limit ${limit} for update skip locked)
      returning *)
    select distinct on (record_table, record_id, organization_id, kind, due_on) id::text as "id", record_table as "recordTable", record_id::text as "recordId",
      organization_id::text as "organizationId", kind, due_on::text as "dueOn"
      from taken order by record_table, record_id, organization_id, kind, due_on, remind_on desc`
  return z.array(due).parse(rows)
}
