import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Tx } from '@nq15/db/client'
import { type Withdrawal, withdrawReminders } from '@nq15/db/events/notification.write'
import type { OutboxEvent } from '@nq15/db/events/outbox.write'
import { replaceReminders } from '@nq15/db/events/reminder.write'
import { listCampaigns } from '@nq15/db/ratings/campaign.read'
import { listOpenDues } from '@nq15/db/ratings/due.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { daysOfEscalation, readPayload, reminderDays } from '@nq15/domain/events'
import type { EventHandler } from './event-handler.ts'

const table = 'rating_campaign'
const setting = ['ratings.campaign-opened', 'ratings.campaign-dates-changed', 'calendar.days-changed']

/**
 * Keeps the reminders of a rating year as its days and the calendar stand now: opened, moved or counted anew. Days that no
 * longer hold are cancelled, and what was already told of them is taken back.
 */
export const keepReminders: EventHandler = {
  name: 'keep-rating-reminders',
  wants: (type) => setting.includes(type) || type === 'ratings.file-sent',
  handle: async (tx, scope, events) => {
    await withdrawReminders(tx, scope, events.flatMap(handedIn))
    if (events.some(({ type }) => setting.includes(type))) await setAll(tx, scope, events)
  },
}

/** A cell that has handed in needs no reminder of it any more. */
function handedIn({ type, organizationId, payload }: OutboxEvent): Withdrawal[] {
  if (type !== 'ratings.file-sent' || !organizationId) return []
  const { campaignId } = readPayload(type, payload)
  return [{ recordTable: table, recordId: campaignId, organizationId, kind: 'ratings.cell-due', exceptDueOn: null }]
}

async function setAll(tx: Tx, scope: Scope, events: readonly OutboxEvent[]): Promise<void> {
  const named = new Set(
    events.flatMap(({ recordTable, recordId }) => (recordTable === table && recordId ? [recordId] : [])),
  )
  const all = events.some(({ type }) => type === 'calendar.days-changed')
  const calendar = await readCalendar(tx, scope)
  const today = todayInHanoi(new Date(Math.max(...events.map(({ occurredAt }) => occurredAt.getTime()))))
  for (const campaign of await listCampaigns(tx, scope)) {
    if (!all && !named.has(campaign.id)) continue
    const dues = await listOpenDues(tx, scope, campaign.id)
    const wanted = dues.map(({ kind, organizationId, dueOn }) => ({
      organizationId,
      kind: `ratings.${kind}-due`,
      dueOn,
      remindOn: kind === 'unit-late' ? daysOfEscalation(dueOn, today, calendar) : reminderDays(dueOn, today, calendar),
    }))
    await replaceReminders(tx, scope, { recordTable: table, recordId: campaign.id }, wanted)
    await withdrawReminders(
      tx,
      scope,
      wanted.map(({ organizationId, kind, dueOn }) => ({
        recordTable: table,
        recordId: campaign.id,
        organizationId,
        kind,
        exceptDueOn: dueOn,
      })),
    )
  }
}
